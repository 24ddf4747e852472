package io.github.maestroevents.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.testbeds.kafka.KafkaCluster;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A client whose own thread ends or stands still, at a broker that is well. */
@TestInstance(Lifecycle.PER_CLASS)
class KafkaDeadClientTest {

  private static final int EVENTS = 900;
  private static final int RUNS = 9;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private KafkaCluster kafka;

  @BeforeAll
  void startBroker() {
    kafka = KafkaCluster.start();
  }

  @AfterAll
  void stopBroker() {
    kafka.close();
  }

  @AfterEach
  void letGo() {
    Stumble.letGo();
  }

  @Test
  void everyEventArrives_whenAnErrorEndsTheClientsThread() {
    kafka.createTopic("ends", 3);
    Stumble.at(100, 300, 301).with(Stumble.Way.END);

    send("ends", Map.of("interceptor.classes", Stumble.WhenAcknowledged.class.getName()));

    assertAllThereInOrder("ends");
  }

  @Test
  void everyEventArrives_whenAnErrorEndsTheClientsThreadBeforeItHasToldAnything() {
    kafka.createTopic("ends-early", 3);
    Stumble.at(0, 1).with(Stumble.Way.END);

    send("ends-early", Map.of("metric.reporters", Stumble.WhenConnected.class.getName()));

    assertAllThereInOrder("ends-early");
  }

  @Test
  void everyEventArrives_whenTheClientsThreadStandsStill() {
    kafka.createTopic("hangs", 3);
    Stumble.at(100).with(Stumble.Way.HANG);

    send(
        "hangs",
        Map.of(
            "interceptor.classes",
            Stumble.WhenAcknowledged.class.getName(),
            "delivery.timeout.ms",
            1_000,
            "request.timeout.ms",
            900));

    assertAllThereInOrder("hangs");
  }

  private void assertAllThereInOrder(String topic) {
    Map<String, Set<Integer>> arrivals = new HashMap<>();
    TopicReader.read(kafka.bootstrapServers(), topic, EVENTS)
        .forEach(
            record ->
                arrivals
                    .computeIfAbsent(new String(record.key(), UTF_8), run -> new LinkedHashSet<>())
                    .add(Steps.number(new String(record.value(), UTF_8))));
    assertThat(arrivals).hasSize(RUNS);
    assertThat(arrivals.values().stream().mapToInt(Set::size).sum()).isEqualTo(EVENTS);
    assertThat(arrivals.values())
        .allSatisfy(numbers -> assertThat(List.copyOf(numbers)).isSorted());
  }

  /** Sends all, which arrive within a time that is short beside any timeout of the client's. */
  private void send(String topic, Map<String, Object> properties) {
    KafkaNotificationPublisher adapter =
        KafkaNotificationPublisher.builder(topic)
            .bootstrapServers(kafka.bootstrapServers())
            .properties(properties)
            .closeTimeout(Duration.ZERO)
            .build();
    try (NonBlockingNotificationPublisher publisher =
        NonBlockingNotificationPublisher.builder(adapter)
            .retry(RetryPolicy.unlimited().withMaxDelay(Duration.ofMillis(500)))
            .build()) {
      for (int event = 0; event < EVENTS; event++) {
        publisher.send(Steps.step("run-" + event % RUNS, event));
      }
      assertThat(publisher.flush(PATIENCE).allDelivered()).isTrue();
      assertThat(publisher.stats().delivered()).isEqualTo(EVENTS);
    }
    assertThat(Stumble.isOver()).as("the client's thread has stumbled").isTrue();
  }

  /** What happens on the client's thread, at the calls with these numbers. */
  static final class Stumble {

    enum Way {
      END,
      HANG
    }

    private static final AtomicInteger CALLS = new AtomicInteger();
    private static volatile List<Integer> at = List.of();
    private static volatile Way way = Way.END;
    private static volatile CountDownLatch held = new CountDownLatch(0);

    private Stumble() {}

    static Stumble at(Integer... calls) {
      CALLS.set(0);
      at = List.of(calls);
      return new Stumble();
    }

    void with(Way chosen) {
      way = chosen;
      held = new CountDownLatch(1);
    }

    static boolean isOver() {
      return at.stream().allMatch(call -> call < CALLS.get());
    }

    static void letGo() {
      at = List.of();
      held.countDown();
    }

    static void call() {
      if (!at.contains(CALLS.getAndIncrement())) {
        return;
      }
      if (way == Way.END) {
        throw new OutOfMemoryError("for a moment, as the test wants it");
      }
      try {
        held.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** On the client's thread, for every record. */
    public static final class WhenAcknowledged implements ProducerInterceptor<byte[], byte[]> {

      @Override
      public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
        return record;
      }

      @Override
      public void onAcknowledgement(RecordMetadata metadata, Exception exception) {
        if (exception == null) {
          call();
        }
      }

      @Override
      public void close() {}

      @Override
      public void configure(Map<String, ?> configs) {}
    }

    /** On the client's thread, when it first connects to a node. */
    public static final class WhenConnected implements MetricsReporter {

      @Override
      public void init(List<KafkaMetric> metrics) {}

      @Override
      public void metricChange(KafkaMetric metric) {
        if (Thread.currentThread().getName().startsWith("kafka-producer-network-thread")
            && metric.metricName().tags().containsKey("node-id")
            && metric.metricName().name().equals("request-total")) {
          call();
        }
      }

      @Override
      public void metricRemoval(KafkaMetric metric) {}

      @Override
      public void close() {}

      @Override
      public void configure(Map<String, ?> configs) {}
    }
  }
}
