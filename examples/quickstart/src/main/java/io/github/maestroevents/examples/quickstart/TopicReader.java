package io.github.maestroevents.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its beginning with Kafka's own consumer, on a thread of its own. */
final class TopicReader {

  private static final Duration POLL = Duration.ofMillis(100);

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(DaemonThreads.named("reader"));
  private final Future<List<ReadEvent>> all;

  // Written by the reader, read by whoever shows the progress.
  private volatile int count;
  // When to stop even if the end of the topic was not reached; set once by readToEnd.
  private volatile long deadlineNanos;
  private volatile boolean complete;

  private TopicReader(String bootstrapServers, String topic) {
    all = thread.submit(() -> read(bootstrapServers, topic));
  }

  static TopicReader start(String bootstrapServers, String topic) {
    return new TopicReader(bootstrapServers, topic);
  }

  /** How many records were read so far. */
  int count() {
    return count;
  }

  /**
   * Everything on the topic, once nobody writes to it any more; or what could be read of it in
   * time.
   */
  List<ReadEvent> readToEnd(Duration deadline) throws InterruptedException, ExecutionException {
    deadlineNanos = System.nanoTime() + deadline.toNanos();
    complete = true;
    try {
      return all.get();
    } finally {
      thread.shutdown();
    }
  }

  private List<ReadEvent> read(String bootstrapServers, String topic) {
    List<ReadEvent> events = new ArrayList<>();
    Map<String, Object> config =
        Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false");
    try (Consumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!complete || (!isAtEnd(consumer) && System.nanoTime() < deadlineNanos)) {
        for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
          events.add(new ReadEvent(header(record, "ce_id"), record.key(), record.value()));
        }
        count = events.size();
      }
      return events;
    }
  }

  private static boolean isAtEnd(Consumer<?, ?> consumer) {
    return consumer.endOffsets(consumer.assignment()).entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }
}
