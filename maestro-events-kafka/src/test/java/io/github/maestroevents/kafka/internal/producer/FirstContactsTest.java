package io.github.maestroevents.kafka.internal.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.kafka.internal.config.PartitionChoice;
import io.github.maestroevents.kafka.internal.config.ProducerDefaults;
import io.github.maestroevents.kafka.internal.verdict.RecordPlace;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of which keys several records may be under way, whoever chooses their partition. */
class FirstContactsTest {

  private static final int PARTITIONS = 4;

  @Test
  void keyIsMade_onceAnotherOfItsPartitionIsAcknowledged_ifKafkaChooses() {
    FirstContacts contacts = new FirstContacts(true);
    contacts.learned("t", PARTITIONS);
    assertThat(madeOf(contacts)).isEmpty();

    contacts.acknowledged("t", "whatever", new RecordPlace("t", 2));

    assertThat(madeOf(contacts)).isNotEmpty().hasSizeLessThan(100);
  }

  @Test
  void keyIsMade_onceItselfIsAcknowledged_ifTheHostChooses() {
    FirstContacts contacts = new FirstContacts(false);
    contacts.learned("t", PARTITIONS);

    contacts.acknowledged("t", "k7", new RecordPlace("t", 2));

    assertThat(madeOf(contacts)).containsExactly("k7");
  }

  @Test
  void everyKeyIsMade_onceAllPartitionsAre_whoeverChooses() {
    for (boolean kafkaChooses : List.of(true, false)) {
      FirstContacts contacts = new FirstContacts(kafkaChooses);
      contacts.learned("t", PARTITIONS);
      for (int partition = 0; partition < PARTITIONS; partition++) {
        contacts.acknowledged("t", "k", new RecordPlace("t", partition));
      }
      assertThat(madeOf(contacts)).hasSize(100);
    }
  }

  @Test
  void partitionsOfAnotherTopicProveNothing_whenAnInterceptorSendsRecordsThere() {
    FirstContacts contacts = new FirstContacts(false);
    contacts.learned("t", 2);
    contacts.acknowledged("t", "k1", new RecordPlace("t", 0));
    contacts.acknowledged("t", "k2", new RecordPlace("elsewhere", 1));
    assertThat(madeOf(contacts)).containsExactly("k1", "k2");

    contacts.acknowledged("t", "k3", new RecordPlace("t", 1));

    assertThat(madeOf(contacts)).containsExactly("k1", "k2", "k3");
  }

  @Test
  void recordWithoutAPartitionProvesNothing_ifKafkaChooses() {
    FirstContacts contacts = new FirstContacts(true);
    contacts.learned("t", 1);

    contacts.acknowledged("t", "k1", new RecordPlace("t", RecordPlace.NO_PARTITION));

    assertThat(madeOf(contacts)).isEmpty();
  }

  @Test
  void keyProvesNothingAnyMore_whenItsTopicHasMorePartitions() {
    FirstContacts contacts = new FirstContacts(false);
    contacts.learned("t", PARTITIONS);
    contacts.acknowledged("t", "k1", new RecordPlace("t", 0));

    contacts.learned("t", PARTITIONS);
    assertThat(madeOf(contacts)).containsExactly("k1");
    contacts.learned("t", PARTITIONS + 1);
    assertThat(madeOf(contacts)).isEmpty();
  }

  @Test
  void partitionTakesOneRecord_untilThatIsAnswered() {
    FirstContacts contacts = new FirstContacts(true);
    contacts.learned("t", 1);

    FirstContact first = contacts.begin("t", "k1");
    assertThat(first).isNotNull();
    assertThat(contacts.begin("t", "k2")).as("while the first is under way").isNull();
    first.end();

    assertThat(contacts.begin("t", "k2")).as("when the first has failed").isNotNull();
  }

  @Test
  void otherPartitionsAndTopicsTakeTheirs_whileOneIsUnderWay() {
    FirstContacts contacts = new FirstContacts(true);
    contacts.learned("t", PARTITIONS);
    contacts.learned("u", 1);

    assertThat(IntStream.range(0, 100).filter(key -> contacts.begin("t", "k" + key) != null))
        .hasSize(PARTITIONS);
    assertThat(contacts.begin("u", "k")).isNotNull();
  }

  @Test
  void topicIsToBeLearnedAnew_whenAPartitionAcknowledges_thatWasNotThere() {
    FirstContacts contacts = new FirstContacts(true);
    contacts.learned("t", 1);
    assertThat(contacts.acknowledged("t", "k", new RecordPlace("t", 0))).isFalse();
    assertThat(contacts.acknowledged("t", "k", new RecordPlace("elsewhere", 7))).isFalse();

    assertThat(contacts.acknowledged("t", "k", new RecordPlace("t", 7))).isTrue();

    contacts.learned("t", 12);
    assertThat(madeOf(contacts)).isNotEmpty().hasSizeLessThan(100);
  }

  @Test
  void recordWithoutAPartition_reservesNone() {
    FirstContacts contacts = new FirstContacts(true);
    contacts.learned("t", 0);

    assertThat(contacts.begin("t", "k1")).isNotNull();
    assertThat(contacts.begin("t", "k2")).isNotNull();
  }

  @Test
  void anyKeyBegins_ifTheHostChooses() {
    FirstContacts contacts = new FirstContacts(false);
    contacts.learned("t", 1);

    assertThat(contacts.begin("t", "k1")).isNotNull();
    assertThat(contacts.begin("t", "k2")).isNotNull();
  }

  @Test
  void nothingIsMadeAnyMore_whenTheTopicsAreForgotten() {
    for (boolean kafkaChooses : List.of(true, false)) {
      FirstContacts contacts = new FirstContacts(kafkaChooses);
      contacts.learned("t", 1);
      contacts.acknowledged("t", "k1", new RecordPlace("t", 0));
      assertThat(madeOf(contacts)).hasSize(100);

      contacts.forget();

      assertThat(madeOf(contacts)).isEmpty();
    }
  }

  @Test
  void keysAreKept_toABound_andThoseInUseStay() {
    RecentKeys keys = new RecentKeys();
    keys.add("t", "in use");
    for (int key = 0; key < 3 * RecentKeys.MOST; key++) {
      keys.add("t", "k" + key);
      assertThat(keys.contains("t", "in use")).isTrue();
    }

    assertThat(keys.size()).isEqualTo(RecentKeys.MOST);
    assertThat(keys.contains("t", "k1")).isFalse();
    assertThat(keys.contains("other", "in use")).isFalse();
  }

  static Stream<Map<String, Object>> settingsWithASay() {
    return Stream.of(
        Map.of("partitioner.class", RoundRobinPartitioner.class),
        Map.of("partitioner.class", RoundRobinPartitioner.class.getName()),
        Map.of("interceptor.classes", "a.host.Interceptor"),
        Map.of("interceptor.classes", List.of(String.class)),
        Map.of("partitioner.ignore.keys", true),
        Map.of("partitioner.ignore.keys", " TRUE "),
        Map.of("partitioner.ignore.keys", "${file:settings:ignore}"),
        Map.of("key.serializer", BytesSerializer.class),
        Map.of("key.serializer", "${file:settings:serializer}"));
  }

  @ParameterizedTest
  @MethodSource("settingsWithASay")
  void hostChooses_withASettingThatHasASay(Map<String, Object> host) {
    assertThat(PartitionChoice.isKafkas(ProducerDefaults.complete(host))).isFalse();
  }

  static Stream<Map<String, Object>> settingsWithoutASay() {
    return Stream.of(
        Map.of(),
        Map.of("interceptor.classes", ""),
        Map.of("interceptor.classes", List.of()),
        Map.of("partitioner.ignore.keys", "false"),
        Map.of("key.serializer", ByteArraySerializer.class.getName()),
        Map.of("value.serializer", BytesSerializer.class));
  }

  @ParameterizedTest
  @MethodSource("settingsWithoutASay")
  void kafkaChooses_withAnyOther(Map<String, Object> host) {
    assertThat(PartitionChoice.isKafkas(ProducerDefaults.complete(host))).isTrue();
  }

  private static List<String> madeOf(FirstContacts contacts) {
    return Stream.iterate(0, key -> key + 1)
        .limit(100)
        .map(key -> "k" + key)
        .filter(key -> contacts.isMade("t", key))
        .toList();
  }
}
