package io.github.maestroevents.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.spi.DeliveryOutcome.Delivered;
import io.github.maestroevents.testbeds.kafka.KafkaCluster;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One of three brokers dies; two in-sync replicas remain, as many as the topic demands. */
class KafkaReplicationTest {

  @Test
  void events_arriveInOrder_whenOneOfThreeBrokersIsKilled() throws Exception {
    try (KafkaCluster kafka = KafkaCluster.builder().nodes(3).start()) {
      kafka.createTopic("events", 6);
      try (var publisher =
          KafkaNotificationPublisher.builder("events")
              .bootstrapServers(kafka.bootstrapServers())
              .property("request.timeout.ms", 3_000)
              .build()) {
        Driver driver = new Driver(publisher);
        driver.sendAll(Events.events(0, 500, 10));
        CompletableFuture<?> midStream =
            CompletableFuture.supplyAsync(() -> driver.sendAll(Events.events(500, 2_000, 10)));

        kafka.node(2).kill9();

        midStream.get(90, TimeUnit.SECONDS);
        assertThat(driver.sendAll(Events.events(2_000, 2_500, 10)))
            .allMatch(Delivered.class::isInstance);
      }
      KafkaOutageTest.assertAllThereInOrder(kafka, "events", 2_500, 10);
    }
  }
}
