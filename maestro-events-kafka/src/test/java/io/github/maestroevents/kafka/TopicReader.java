package io.github.maestroevents.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.testbeds.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads whole topics with the stock consumer. */
final class TopicReader {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private TopicReader() {}

  /** Reads until as many distinct event ids were seen, then what else is there. */
  static List<ConsumerRecord<byte[], byte[]>> read(String servers, String topic, int distinct) {
    return read(servers, topic, distinct, new ByteArrayDeserializer(), Map.of());
  }

  static <V> List<ConsumerRecord<byte[], V>> read(
      String servers,
      String topic,
      int distinct,
      Deserializer<V> deserializer,
      Map<String, Object> more) {
    Map<String, Object> config = new HashMap<>(more);
    config.put("bootstrap.servers", servers);
    List<ConsumerRecord<byte[], V>> records = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    try (Consumer<byte[], V> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), deserializer)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Await.until(
          distinct + " events in " + topic,
          DEADLINE,
          () -> {
            for (ConsumerRecord<byte[], V> record : consumer.poll(Duration.ofMillis(100))) {
              records.add(record);
              ids.add(header(record, "ce_id"));
            }
            return ids.size() >= distinct
                && partitions.stream()
                    .allMatch(
                        partition ->
                            consumer.position(partition) >= ends.getOrDefault(partition, 0L));
          });
    }
    return records;
  }

  /** Every event is there at least once, and first arrivals are in the order of their key. */
  static void assertAllThereInOrder(String servers, String topic, int events, int keys) {
    Map<String, List<Integer>> arrivals = firstArrivals(read(servers, topic, events));
    assertThat(arrivals).hasSize(keys);
    assertThat(arrivals.values().stream().mapToInt(List::size).sum()).isEqualTo(events);
    assertThat(arrivals).allSatisfy((key, numbers) -> assertThat(numbers).isSorted());
  }

  static String header(ConsumerRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  /** The numbers of the events of each key in the order of arrival, first arrivals only. */
  static Map<String, List<Integer>> firstArrivals(
      List<? extends ConsumerRecord<byte[], ?>> records) {
    Map<String, List<Integer>> numbers = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    for (ConsumerRecord<byte[], ?> record : records) {
      String id = header(record, "ce_id");
      if (seen.add(id)) {
        numbers
            .computeIfAbsent(new String(record.key(), UTF_8), key -> new ArrayList<>())
            .add(Events.number(id));
      }
    }
    return numbers;
  }
}
