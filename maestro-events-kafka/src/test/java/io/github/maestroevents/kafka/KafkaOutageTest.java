package io.github.maestroevents.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.Delivered;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import io.github.maestroevents.testbeds.kafka.KafkaCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A broker that is not there, goes away or dies. */
class KafkaOutageTest {

  /** Far above what a call takes and far below what waiting for a broker would take. */
  private static final Duration MOMENT = Duration.ofSeconds(1);

  @Test
  void events_areToBeRetried_whileNoBrokerAnswers_andArriveOnceItDoes() {
    try (KafkaCluster kafka = KafkaCluster.builder().startNothing();
        var publisher = publisher(kafka).metadataTimeout(Duration.ofMillis(500)).build()) {
      Driver driver = new Driver(publisher);
      assertThat(driver.sendOnce(Events.events(0, 200, 10)))
          .hasSize(200)
          .allMatch(RetryLater.class::isInstance);
      assertThat(driver.sendOnce(Events.events(0, 200, 10))).allMatch(RetryLater.class::isInstance);
      assertThat(driver.longestCall()).isLessThan(MOMENT);

      kafka.launch(1);
      kafka.awaitReady();
      kafka.createTopic("events", 3);

      assertThat(driver.sendAll(Events.events(0, 200, 10))).allMatch(Delivered.class::isInstance);
      assertAllThereInOrder(kafka, "events", 200, 10);
    }
  }

  @Test
  void events_arriveInOrder_throughAKilledAndRestartedBroker() throws Exception {
    try (KafkaCluster kafka = KafkaCluster.start()) {
      kafka.createTopic("events", 3);
      try (var publisher =
          publisher(kafka)
              .property("delivery.timeout.ms", 3_000)
              .property("request.timeout.ms", 1_000)
              .build()) {
        Driver driver = new Driver(publisher);
        driver.sendAll(Events.events(0, 500, 10));
        // In flight when the broker dies: some of these get lost, some of these only their answer.
        CompletableFuture<List<DeliveryOutcome>> midStream =
            CompletableFuture.supplyAsync(() -> driver.sendAll(Events.events(500, 1_500, 10)));

        kafka.node(1).kill9();
        kafka.restart(1);

        assertThat(midStream.get(60, TimeUnit.SECONDS)).allMatch(Delivered.class::isInstance);
        assertThat(driver.sendAll(Events.events(1_500, 2_000, 10)))
            .allMatch(Delivered.class::isInstance);
      }
      assertAllThereInOrder(kafka, "events", 2_000, 10);
    }
  }

  @Test
  void callsReturnAtOnce_whenABrokerDiesAndTheBufferFills() throws Exception {
    try (KafkaCluster kafka = KafkaCluster.start()) {
      kafka.createTopic("events", 3);
      try (var publisher =
          publisher(kafka)
              .property("delivery.timeout.ms", 2_000)
              .property("request.timeout.ms", 1_000)
              .property("buffer.memory", 300_000)
              .property("compression.type", "none")
              .build()) {
        Driver driver = new Driver(publisher);
        driver.sendAll(Events.events(0, 10, 10));
        kafka.node(1).kill9();

        List<CompletionStage<BatchResult>> stages = new ArrayList<>();
        long start = System.nanoTime();
        for (int batch = 0; batch < 20; batch++) {
          int first = batch * 100;
          stages.add(
              publisher.sendBatch(
                  IntStream.range(first, first + 100)
                      .mapToObj(number -> Events.event("k" + number, number, new byte[1_000]))
                      .toList()));
        }
        Duration calls = Duration.ofNanos(System.nanoTime() - start);

        // 2,000 events do not fit; at max.block.ms for each, the calls would take 8 s.
        assertThat(calls).isLessThan(MOMENT.multipliedBy(2));
        for (CompletionStage<BatchResult> stage : stages) {
          assertThat(stage.toCompletableFuture().get(30, TimeUnit.SECONDS).outcomes())
              .hasSize(100)
              .allMatch(RetryLater.class::isInstance);
        }
      }
    }
  }

  @Test
  void close_isBounded_whenNoBrokerEverAnswered() throws Exception {
    try (KafkaCluster kafka = KafkaCluster.builder().startNothing()) {
      var publisher = publisher(kafka).closeTimeout(Duration.ofSeconds(1)).build();
      CompletionStage<BatchResult> waiting = publisher.sendBatch(Events.events(0, 10, 2));

      long start = System.nanoTime();
      publisher.close();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
      assertThat(waiting.toCompletableFuture().get(1, TimeUnit.SECONDS).outcomes())
          .allMatch(RetryLater.class::isInstance);
    }
  }

  @Test
  void publisher_isBuiltAndRetries_whenNoBootstrapNameResolves() {
    try (var publisher =
        KafkaNotificationPublisher.builder("events")
            .bootstrapServers("no-such-host.invalid:9092")
            .metadataTimeout(Duration.ofMillis(200))
            .build()) {
      assertThat(new Driver(publisher).sendOnce(Events.events(0, 2, 1)))
          .allMatch(RetryLater.class::isInstance);
    }
  }

  private static KafkaPublisherBuilder publisher(KafkaCluster kafka) {
    return KafkaNotificationPublisher.builder("events").bootstrapServers(kafka.bootstrapServers());
  }

  static void assertAllThereInOrder(KafkaCluster kafka, String topic, int events, int keys) {
    TopicReader.assertAllThereInOrder(kafka.directBootstrapServers(), topic, events, keys);
  }
}
