package io.github.maestroevents.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.spi.DeliveryOutcome.Delivered;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import io.github.maestroevents.testbeds.kafka.KafkaCluster;
import io.github.maestroevents.testbeds.kafka.KafkaService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A broker that is stopped but not gone: it keeps its connections and answers nothing. */
@TestInstance(Lifecycle.PER_CLASS)
class KafkaSuspensionTest {

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
  void events_areToBeRetriedWhileTheBrokerIsSuspended_andArriveInOrderOnceItGoesOn() {
    kafka.createTopic("suspended", 3);
    try (var publisher =
        KafkaNotificationPublisher.builder("suspended")
            .bootstrapServers(kafka.bootstrapServers())
            .property("delivery.timeout.ms", 2_000)
            .property("request.timeout.ms", 700)
            .build()) {
      Driver driver = new Driver(publisher);
      driver.sendAll(Events.events(0, 10, 10));

      kafka.suspend();
      assertThat(driver.sendOnce(Events.events(10, 100, 10)))
          .hasSize(90)
          .allMatch(RetryLater.class::isInstance);
      kafka.resume();

      assertThat(driver.sendAll(Events.events(10, 200, 10))).allMatch(Delivered.class::isInstance);
    }
    TopicReader.assertAllThereInOrder(kafka.bootstrapServers(), "suspended", 200, 10);
  }
}
