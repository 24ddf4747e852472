package io.github.maestroevents.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.spi.BatchOutcomes;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome.Delivered;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.testbeds.kafka.KafkaCluster;
import io.github.maestroevents.testbeds.net.TcpProxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A broker behind a network that is slow, stands still or loses answers. */
class KafkaSlowNetworkTest {

  private static KafkaCluster kafka;
  private static TcpProxy network;

  @BeforeAll
  static void startBroker() {
    kafka = KafkaCluster.builder().behindProxies().start();
    network = kafka.proxy(1);
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @AfterEach
  void heal() {
    network.pass();
  }

  @Test
  void events_arrive_whenTheNetworkIsSlow() {
    kafka.createTopic("slow", 3);
    try (var publisher = publisher("slow")) {
      network.delay(Duration.ofMillis(100));

      assertThat(new Driver(publisher).sendAll(Events.events(0, 100, 10)))
          .allMatch(Delivered.class::isInstance);
    }
    KafkaOutageTest.assertAllThereInOrder(kafka, "slow", 100, 10);
  }

  @Test
  void events_areToBeRetriedAfterTheDeliveryTimeout_whenTheNetworkStandsStill() {
    kafka.createTopic("stalled", 3);
    try (var publisher = publisher("stalled")) {
      Driver driver = new Driver(publisher);
      driver.sendAll(Events.events(0, 10, 10));
      network.stall();
      assertThat(driver.sendOnce(Events.events(10, 100, 10)))
          .hasSize(90)
          .allMatch(RetryLater.class::isInstance);

      network.pass();

      assertThat(driver.sendAll(Events.events(10, 100, 10))).allMatch(Delivered.class::isInstance);
    }
    KafkaOutageTest.assertAllThereInOrder(kafka, "stalled", 100, 10);
  }

  @Test
  void events_arriveInOrder_whenTheirAcknowledgementsAreLost() {
    kafka.createTopic("unanswered", 3);
    try (var publisher = publisher("unanswered")) {
      Driver driver = new Driver(publisher);
      driver.sendAll(Events.events(0, 10, 10));
      network.dropReplies();
      assertThat(driver.sendOnce(Events.events(10, 100, 10)))
          .allMatch(RetryLater.class::isInstance);

      network.pass();

      assertThat(driver.sendAll(Events.events(10, 200, 10))).allMatch(Delivered.class::isInstance);
    }
    KafkaOutageTest.assertAllThereInOrder(kafka, "unanswered", 200, 10);
  }

  @Test
  void events_arrive_afterConnectionsWereReset() {
    kafka.createTopic("reset", 3);
    try (var publisher = publisher("reset")) {
      Driver driver = new Driver(publisher);
      driver.sendAll(Events.events(0, 10, 10));
      network.reset();
      CompletionStage<BatchResult> meanwhile = publisher.sendBatch(Events.events(10, 20, 10));
      network.pass();

      assertThat(meanwhile.toCompletableFuture())
          .succeedsWithin(Duration.ofSeconds(20))
          .satisfies(result -> assertThat(result.outcomes()).hasSize(10));
      assertThat(driver.sendAll(Events.events(10, 100, 10))).allMatch(Delivered.class::isInstance);
    }
    KafkaOutageTest.assertAllThereInOrder(kafka, "reset", 100, 10);
  }

  /** Whoever gets a report may send the event again from within it. */
  @Test
  void event_sentAgainFromItsReport_doesNotMeetTheProducerThatGaveItUp() throws Exception {
    kafka.createTopic("resent", 1);
    try (var publisher = publisher("resent")) {
      new Driver(publisher).sendAll(Events.events(0, 10, 10));
      List<EncodedEvent> event = Events.events(10, 11, 1);
      BatchOutcomes again = new BatchOutcomes(1);
      network.stall();
      publisher.sendBatch(
          event,
          (position, outcome) -> {
            network.pass();
            publisher.sendBatch(event, again);
          });

      assertThat(again.stage().toCompletableFuture().get(20, TimeUnit.SECONDS).outcomes())
          .allMatch(Delivered.class::isInstance);
    }
  }

  @Test
  void close_isBounded_whenTheNetworkStandsStill() {
    kafka.createTopic("closing", 3);
    var publisher = publisher("closing");
    new Driver(publisher).sendAll(Events.events(0, 10, 10));
    network.stall();
    CompletionStage<BatchResult> inFlight = publisher.sendBatch(Events.events(10, 20, 10));

    long start = System.nanoTime();
    publisher.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    assertThat(inFlight.toCompletableFuture())
        .succeedsWithin(Duration.ofSeconds(1))
        .satisfies(result -> assertThat(result.outcomes()).allMatch(RetryLater.class::isInstance));
  }

  private static KafkaNotificationPublisher publisher(String topic) {
    return KafkaNotificationPublisher.builder(topic)
        .bootstrapServers(kafka.bootstrapServers())
        .property("delivery.timeout.ms", 2_000)
        .property("request.timeout.ms", 700)
        .closeTimeout(Duration.ofSeconds(1))
        .build();
  }
}
