package io.github.maestroevents.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.spi.BatchOutcomes;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.Certainty;
import io.github.maestroevents.spi.DeliveryOutcome.Delivered;
import io.github.maestroevents.spi.DeliveryOutcome.Fault;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.testbeds.Await;
import io.github.maestroevents.testbeds.kafka.KafkaCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** Whose failure it is: the destination's, or that of a topic or a partition. */
class KafkaFaultTest {

  private static final EncodedEvent TO_MISSING = Events.event("OTHER", "a", 1, new byte[] {1});
  private static final TopicSelector TOPICS =
      TopicSelector.byType(Map.of("OTHER", "missing"), "there");

  @Test
  void failure_isTheDestinations_whenNoBrokerEverAnswered() {
    try (KafkaCluster kafka = KafkaCluster.builder().startNothing();
        var publisher = publisher(kafka)) {
      assertNoBrokerAnswers(kafka, new Driver(publisher).sendOnce(List.of(TO_MISSING)).get(0));
    }
  }

  @Test
  void failure_isTheTopics_whileBrokersSayThatThereIsNone_andTheirsOnceTheyAreGone()
      throws Exception {
    try (KafkaCluster kafka = KafkaCluster.start();
        var publisher = publisher(kafka)) {
      kafka.createTopic("there", 1);
      Driver driver = new Driver(publisher);
      List<DeliveryOutcome> outcomes =
          driver.sendOnce(List.of(TO_MISSING, Events.event("a", 2), Events.event("b", 1)));

      for (RetryLater retry : List.of((RetryLater) outcomes.get(0), (RetryLater) outcomes.get(1))) {
        assertThat(retry.fault()).isEqualTo(Fault.EVENT);
        assertThat(retry.part()).isEqualTo("topic missing");
        assertThat(retry.certainty()).isEqualTo(Certainty.NOT_DELIVERED);
        assertThat(retry.cause())
            .hasMessage(
                "topic 'missing' does not exist or is not visible to this client; create it or"
                    + " grant DESCRIBE");
      }
      assertThat(outcomes.get(2)).isInstanceOf(Delivered.class);

      kafka.node(1).kill9();

      Await.until(
          "the client notices that its connection is gone",
          Duration.ofSeconds(20),
          () -> retryOf(driver, TO_MISSING).fault() == Fault.DESTINATION);
      assertNoBrokerAnswers(kafka, retryOf(driver, TO_MISSING));
    }
  }

  @Test
  void failure_isTheDestinations_whenTheNetworkStandsStill_thoughTheTopicWasMissingBefore() {
    try (KafkaCluster kafka = KafkaCluster.builder().behindProxies().start();
        var publisher = publisher(kafka)) {
      Driver driver = new Driver(publisher);
      assertThat(retryOf(driver, TO_MISSING).fault()).isEqualTo(Fault.EVENT);

      kafka.proxy(1).stall();

      Await.until(
          "the silence is noticed",
          Duration.ofSeconds(30),
          () -> retryOf(driver, TO_MISSING).fault() == Fault.DESTINATION);
      assertNoBrokerAnswers(kafka, retryOf(driver, TO_MISSING));
    }
  }

  @Test
  void failure_isTheDestinationsAndInDoubt_whenTheBrokerDiesWithTheRecords() throws Exception {
    try (KafkaCluster kafka = KafkaCluster.start();
        var publisher = publisher(kafka)) {
      kafka.createTopic("there", 3);
      Driver driver = new Driver(publisher);
      driver.sendAll(Events.events(0, 20, 10));
      kafka.node(1).suspend(); // so that the client has handed the records over, and no answer
      BatchOutcomes outcomes = new BatchOutcomes(20);
      publisher.sendBatch(Events.events(20, 40, 10), outcomes);
      kafka.node(1).kill9();

      assertThat(outcomes.stage().toCompletableFuture().get(30, TimeUnit.SECONDS).outcomes())
          .hasSize(20)
          .allSatisfy(
              outcome -> {
                assertThat(((RetryLater) outcome).fault()).isEqualTo(Fault.DESTINATION);
                assertThat(((RetryLater) outcome).certainty()).isEqualTo(Certainty.IN_DOUBT);
              });
    }
  }

  @Test
  void failure_isThePartitions_whileOthersGoOn() throws Exception {
    try (KafkaCluster kafka = KafkaCluster.builder().nodes(3).start();
        var publisher = publisher(kafka)) {
      kafka.createTopic("there", 3);
      NewTopic onNodeThree = new NewTopic("missing", Map.of(0, List.of(3)));
      kafka
          .admin()
          .createTopics(List.of(onNodeThree.configs(Map.of("min.insync.replicas", "1"))))
          .all()
          .get(30, TimeUnit.SECONDS);
      Driver driver = new Driver(publisher);
      driver.sendAll(List.of(TO_MISSING, Events.event("b", 0)));
      kafka.node(3).kill9();
      driver.sendAll(Events.events(0, 50, 10));

      BatchOutcomes stuck = new BatchOutcomes(1);
      publisher.sendBatch(List.of(TO_MISSING), stuck);
      AtomicInteger next = new AtomicInteger(50);
      Await.until(
          "the client gives the record up, while others go on",
          Duration.ofSeconds(20),
          () -> {
            int from = next.getAndAdd(10);
            driver.sendAll(Events.events(from, from + 10, 10));
            return stuck.areComplete();
          });

      RetryLater retry = (RetryLater) stuck.stage().toCompletableFuture().join().outcomes().get(0);
      assertThat(retry.fault()).isEqualTo(Fault.EVENT);
      assertThat(Optional.ofNullable(retry.part())).contains("partition missing-0");
      assertThat(retry.cause()).hasMessageStartingWith("partition missing-0");
    }
  }

  private static RetryLater retryOf(Driver driver, EncodedEvent event) {
    return (RetryLater) driver.sendOnce(List.of(event)).get(0);
  }

  private static void assertNoBrokerAnswers(KafkaCluster kafka, DeliveryOutcome outcome) {
    RetryLater retry = (RetryLater) outcome;
    assertThat(retry.fault()).isEqualTo(Fault.DESTINATION);
    assertThat(retry.part()).isNull();
    assertThat(retry.certainty()).isEqualTo(Certainty.NOT_DELIVERED);
    assertThat(retry.cause())
        .hasMessageStartingWith("no broker of " + kafka.bootstrapServers() + " answers");
  }

  private static KafkaNotificationPublisher publisher(KafkaCluster kafka) {
    return KafkaNotificationPublisher.builder(TOPICS)
        .bootstrapServers(kafka.bootstrapServers())
        .property("delivery.timeout.ms", 3_000)
        .property("request.timeout.ms", 1_000)
        .metadataTimeout(Duration.ofMillis(700))
        .closeTimeout(Duration.ofSeconds(1))
        .build();
  }
}
