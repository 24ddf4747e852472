package io.github.maestroevents.drills.kafka;

import io.github.maestroevents.testbeds.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a whole topic with the stock consumer: from the beginning to the end offsets. */
final class TopicReader {

  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private TopicReader() {}

  static TopicLedger read(String servers, String topic) {
    TopicLedger ledger = new TopicLedger();
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
            consumer.poll(Duration.ofMillis(100)).forEach(ledger::enter);
            return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
          });
    }
    return ledger;
  }
}
