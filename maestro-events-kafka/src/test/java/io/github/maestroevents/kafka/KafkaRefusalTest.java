package io.github.maestroevents.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.Delivered;
import io.github.maestroevents.spi.DeliveryOutcome.Rejected;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.testbeds.kafka.KafkaCluster;
import io.github.maestroevents.testbeds.kafka.KafkaService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What a healthy broker does not take: too large, to a topic that is missing or illegal. */
@TestInstance(Lifecycle.PER_CLASS)
class KafkaRefusalTest {

  private KafkaService kafka;

  /** What these tests run against; overridden where they run again elsewhere. */
  KafkaService startKafka() {
    return KafkaCluster.start();
  }

  @BeforeAll
  void startBroker() {
    kafka = startKafka();
  }

  @AfterAll
  void stopBroker() {
    kafka.close();
  }

  @Test
  void recordAboveTheBrokersLimit_isRejected_whileItsNeighboursArrive() {
    kafka.createTopic("small-records", 1, Map.of("max.message.bytes", "2000"));
    List<EncodedEvent> batch =
        List.of(
            Events.event("a", 1),
            Events.event("b", 1, new byte[5_000]),
            Events.event("c", 1),
            Events.event("b", 2));

    List<DeliveryOutcome> outcomes;
    // Not compressed, or 5,000 zeros would pass. And no batch of several records above the limit,
    // at splitting which the client fails; docs/kafka.md tells.
    try (var publisher =
        publisher("small-records")
            .property("compression.type", "none")
            .property("batch.size", 1_000)
            .build()) {
      outcomes = new Driver(publisher).sendAll(batch);
    }

    assertThat(outcomes.get(1)).isInstanceOf(Rejected.class);
    assertThat(((Rejected) outcomes.get(1)).cause())
        .hasMessageContaining("small-records")
        .hasMessageContaining(Events.id("b", 1))
        .hasMessageContaining(RecordTooLargeException.class.getSimpleName());
    assertThat(TopicReader.firstArrivals(read("small-records", 3)))
        .isEqualTo(Map.of("a", List.of(1), "c", List.of(1), "b", List.of(2)));
  }

  @Test
  void recordAboveTheClientsLimit_isRejected_whileItsNeighboursArrive() {
    kafka.createTopic("small-requests", 1);
    List<EncodedEvent> batch =
        List.of(Events.event("a", 1), Events.event("a", 2, new byte[9_000]), Events.event("a", 3));

    List<DeliveryOutcome> outcomes;
    try (var publisher = publisher("small-requests").property("max.request.size", 8_000).build()) {
      assertThat(publisher.limits().maxEventBytes()).isLessThan(8_000);
      outcomes = new Driver(publisher).sendAll(batch);
    }

    assertThat(outcomes.get(1)).isInstanceOf(Rejected.class);
    assertThat(TopicReader.firstArrivals(read("small-requests", 2)).get("a")).containsExactly(1, 3);
  }

  @Test
  void eventAsLargeAsTheLimits_isDelivered() {
    kafka.createTopic("large", 1);
    try (var publisher = publisher("large").property("compression.type", "none").build()) {
      EncodedEvent empty = Events.event("a", 1, new byte[0]);
      long room = publisher.limits().maxEventBytes() - empty.sizeBytes();

      assertThat(new Driver(publisher).sendAll(List.of(Events.event("a", 1, new byte[(int) room]))))
          .allMatch(Delivered.class::isInstance);
    }
  }

  @Test
  void missingTopic_isRejectedAfterItsTimeout_whileOtherTopicsGoOn() {
    kafka.createTopic("there", 1);
    TopicSelector topics = TopicSelector.byType(Map.of("OTHER", "not-there"), "there");
    EncodedEvent lost = Events.event("OTHER", "a", 1, new byte[] {1});

    try (var publisher =
        KafkaNotificationPublisher.builder(topics)
            .bootstrapServers(kafka.bootstrapServers())
            .metadataTimeout(Duration.ofMillis(400))
            .unknownTopicTimeout(Duration.ofSeconds(2))
            .build()) {
      Driver driver = new Driver(publisher);
      List<DeliveryOutcome> first = driver.sendOnce(List.of(lost, Events.event("b", 1)));
      assertThat(first.get(0)).isInstanceOf(RetryLater.class);
      assertThat(driver.sendAll(List.of(Events.event("b", 2))))
          .allMatch(Delivered.class::isInstance);

      DeliveryOutcome last = driver.sendAll(List.of(lost)).get(0);

      assertThat(last).isInstanceOf(Rejected.class);
      assertThat(((Rejected) last).cause()).hasMessageContaining("not-there");
    }
    assertThat(TopicReader.firstArrivals(read("there", 2)).get("b")).containsExactly(1, 2);
  }

  @Test
  void missingTopic_justWorks_onceCreated() {
    try (var publisher = publisher("late").metadataTimeout(Duration.ofMillis(300)).build()) {
      Driver driver = new Driver(publisher);
      assertThat(driver.sendOnce(List.of(Events.event("a", 1))).get(0))
          .isInstanceOf(RetryLater.class);

      kafka.createTopic("late", 1);

      assertThat(driver.sendAll(List.of(Events.event("a", 1))))
          .allMatch(Delivered.class::isInstance);
    }
  }

  @Test
  void laterEventOfAKey_isNotHandedOver_whileAnEarlierOneWaitsForItsTopic() {
    kafka.createTopic("known", 1);
    TopicSelector topics = TopicSelector.byType(Map.of("OTHER", "unknown"), "known");

    try (var publisher =
        KafkaNotificationPublisher.builder(topics)
            .bootstrapServers(kafka.bootstrapServers())
            .metadataTimeout(Duration.ofMillis(300))
            .build()) {
      List<DeliveryOutcome> outcomes =
          new Driver(publisher)
              .sendOnce(
                  List.of(
                      Events.event("a", 1),
                      Events.event("OTHER", "a", 2, new byte[] {1}),
                      Events.event("a", 3),
                      Events.event("b", 1)));

      assertThat(outcomes.get(0)).isInstanceOf(Delivered.class);
      assertThat(outcomes.get(1)).isInstanceOf(RetryLater.class);
      assertThat(outcomes.get(2)).isInstanceOf(RetryLater.class);
      assertThat(outcomes.get(3)).isInstanceOf(Delivered.class);
    }
  }

  @Test
  void eventWithAnIllegalTopic_isRejectedAlone() {
    kafka.createTopic("legal", 1);
    TopicSelector topics =
        event -> {
          if (event.orderingKey().equals("throws")) {
            throw new IllegalStateException("no idea");
          }
          return event.orderingKey().equals("bad") ? "no such/topic" : "legal";
        };

    try (var publisher =
        KafkaNotificationPublisher.builder(topics)
            .bootstrapServers(kafka.bootstrapServers())
            .build()) {
      List<DeliveryOutcome> outcomes =
          new Driver(publisher)
              .sendAll(
                  List.of(
                      Events.event("bad", 1), Events.event("throws", 1), Events.event("good", 1)));

      assertThat(((Rejected) outcomes.get(0)).cause())
          .hasMessageContaining("not a Kafka topic name");
      assertThat(((Rejected) outcomes.get(1)).cause())
          .hasMessageContaining("the selector failed: ");
      assertThat(outcomes.get(2)).isInstanceOf(Delivered.class);
    }
  }

  private KafkaPublisherBuilder publisher(String topic) {
    return KafkaNotificationPublisher.builder(topic).bootstrapServers(kafka.bootstrapServers());
  }

  private List<ConsumerRecord<byte[], byte[]>> read(String topic, int distinct) {
    return TopicReader.read(kafka.bootstrapServers(), topic, distinct);
  }
}
