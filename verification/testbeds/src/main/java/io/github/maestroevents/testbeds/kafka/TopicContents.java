package io.github.maestroevents.testbeds.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What stands on a topic to which nobody writes any more, read to its end. */
public final class TopicContents {

  private static final Duration POLL = Duration.ofMillis(100);

  private TopicContents() {}

  /** Every record, those of a partition in order. */
  public static List<ConsumerRecord<byte[], byte[]>> of(String bootstrapServers, String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    long start = System.nanoTime();
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!isAtEnd(consumer)) {
        if (System.nanoTime() - start > KafkaTopics.DEADLINE.toNanos()) {
          throw new AssertionError("Not read within " + KafkaTopics.DEADLINE + ": " + topic);
        }
        consumer.poll(POLL).forEach(records::add);
      }
    }
    return records;
  }

  /**
   * By key and in order: what a consumer sees that drops what it has seen, by the source and the id
   * of a CloudEvent.
   */
  public static Map<String, List<ConsumerRecord<byte[], byte[]>>> firstArrivalsByKey(
      String bootstrapServers, String topic) {
    Map<String, List<ConsumerRecord<byte[], byte[]>>> byKey = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> record : of(bootstrapServers, topic)) {
      if (seen.add(header(record, "ce_source") + " " + header(record, "ce_id"))) {
        byKey
            .computeIfAbsent(new String(record.key(), UTF_8), key -> new ArrayList<>())
            .add(record);
      }
    }
    return byKey;
  }

  /** A header as text; empty if there is none. */
  public static String header(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }

  private static boolean isAtEnd(Consumer<?, ?> consumer) {
    return consumer.endOffsets(consumer.assignment()).entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }
}
