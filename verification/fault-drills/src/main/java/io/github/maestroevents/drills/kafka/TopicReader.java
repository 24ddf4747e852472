package io.github.maestroevents.drills.kafka;

import io.github.maestroevents.testbeds.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a whole topic with the stock consumer: from the beginning to the end offsets. */
public final class TopicReader {

  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private TopicReader() {}

  static TopicLedger read(String servers, String topic) {
    TopicLedger ledger = new TopicLedger();
    read(servers, topic, ledger::enter);
    return ledger;
  }

  /** Gives each record to a reader, those of a partition in their order. */
  public static void read(
      String servers,
      String topic,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Await.until(
          "the end of " + topic,
          DEADLINE,
          () -> {
            consumer.poll(Duration.ofMillis(100)).forEach(reader);
            return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
          });
    }
  }
}
