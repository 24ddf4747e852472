package io.github.maestroevents.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.spi.DeliveryOutcome.Delivered;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.testbeds.kafka.scripted.ScriptedBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Events of one key where a setting of the host's decides to which partition they go. */
class KafkaHostsChoiceTest {

  private static final String TOPIC = "events";
  private static final int EVENTS = 500;
  private static final int MANY_PARTITIONS = 100;

  /** Long enough for a client to send what it may send before it hears of the first. */
  private static final Duration QUIET = Duration.ofMillis(20);

  static Stream<Map<String, Object>> choices() {
    return Stream.of(
        Map.of("partitioner.class", ToTheFirst.class),
        Map.of("key.serializer", OneKey.class),
        Map.of("interceptor.classes", OtherKey.class.getName()),
        Map.of("interceptor.classes", OtherTopic.class.getName()),
        Map.of("partitioner.ignore.keys", true));
  }

  /**
   * A batch that sent one event a round would have most of them given up when its time is over.
   * That nothing is retried is the rule; the time is only what a batch without it would take.
   */
  @ParameterizedTest
  @MethodSource("choices")
  void eventsOfAKey_goTogetherOnceOneIsAcknowledged_thoughOtherPartitionsNeverAre(
      Map<String, Object> choice) {
    try (ScriptedBroker broker = ScriptedBroker.start(MANY_PARTITIONS);
        KafkaNotificationPublisher publisher =
            KafkaNotificationPublisher.builder(TOPIC)
                .bootstrapServers(broker.bootstrapServers())
                .property("compression.type", "none")
                .properties(choice)
                .metadataTimeout(Duration.ofSeconds(30))
                .closeTimeout(Duration.ZERO)
                .build()) {
      List<EncodedEvent> batch =
          IntStream.range(0, EVENTS).mapToObj(i -> Events.event("run", i)).toList();

      assertThat(new Driver(publisher).sendOnce(batch)).allMatch(Delivered.class::isInstance);
    }
  }

  /** Kafka's own partitioner would send the keys to one partition, that of the host does not. */
  @Test
  void laterEvents_neverPassTheFirst_whenOnlyAnotherPartitionHasAcknowledged() {
    try (ScriptedBroker broker = ScriptedBroker.startPipelined(2, QUIET);
        KafkaNotificationPublisher publisher =
            KafkaNotificationPublisher.builder(TOPIC)
                .bootstrapServers(broker.bootstrapServers())
                .property("compression.type", "none")
                .property("batch.size", 1)
                .property("partitioner.class", ByLength.class)
                .closeTimeout(Duration.ZERO)
                .build()) {
      Driver driver = new Driver(publisher);
      for (String key : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
        driver.sendAll(List.of(Events.event(key, 1)));
      }
      Set<String> refused = Set.of("e0");
      broker.refuse(refused::contains, Errors.UNKNOWN_SERVER_ERROR, 1);
      List<EncodedEvent> run =
          IntStream.range(0, 8)
              .mapToObj(i -> Events.event("T", "a long key", i, ("e" + i).getBytes(UTF_8)))
              .toList();

      driver.sendAll(run);

      assertThat(broker.isThroughTheScript()).isTrue();
      assertThat(broker.values(TOPIC, 1).stream().distinct())
          .containsExactly("e0", "e1", "e2", "e3", "e4", "e5", "e6", "e7");
    }
  }

  /** Uses one partition of all. */
  public static final class ToTheFirst implements Partitioner {

    @Override
    public int partition(
        String topic, Object key, byte[] keyBytes, Object value, byte[] bytes, Cluster cluster) {
      return 0;
    }

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> configs) {}
  }

  /** Keys of one letter to the first partition, all others to the second. */
  public static final class ByLength implements Partitioner {

    @Override
    public int partition(
        String topic, Object key, byte[] keyBytes, Object value, byte[] bytes, Cluster cluster) {
      return keyBytes.length == 1 ? 0 : 1;
    }

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> configs) {}
  }

  /** Gives all records the same key. */
  public static final class OneKey implements Serializer<byte[]> {

    @Override
    public byte[] serialize(String topic, byte[] key) {
      return new byte[] {1};
    }
  }

  /** Gives all records the same key. */
  public static final class OtherKey implements ProducerInterceptor<byte[], byte[]> {

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
      return new ProducerRecord<>(record.topic(), new byte[] {1}, record.value());
    }

    @Override
    public void onAcknowledgement(RecordMetadata metadata, Exception exception) {}

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> configs) {}
  }

  /** Sends all records to one partition of another topic. */
  public static final class OtherTopic implements ProducerInterceptor<byte[], byte[]> {

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
      return new ProducerRecord<>("elsewhere", 0, record.key(), record.value());
    }

    @Override
    public void onAcknowledgement(RecordMetadata metadata, Exception exception) {}

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> configs) {}
  }
}
