package io.github.maestroevents.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.kafka.KafkaNotificationPublisher;
import io.github.maestroevents.testbeds.Await;
import io.github.maestroevents.testbeds.kafka.KafkaCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alerts with everything real: Prometheus, a scrape over HTTP, and a broker that is killed. */
class KilledBrokerTest {

  private static final Duration DEADLINE = Duration.ofSeconds(90);
  private static final Set<String> AWAITED =
      Set.of("MaestroEventsCircuitOpen", "MaestroEventsLate");

  /** Less than the queue takes: nothing is to be dropped while the alerts are awaited. */
  private static final int MOST_EVENTS = 10_000;

  @Test
  void alerts_fireWhenTheBrokerIsKilled_andResolveWhenItIsBack(@TempDir Path directory)
      throws Exception {
    Promtool.assumeInstalled();
    try (KafkaCluster kafka = KafkaCluster.start();
        ScrapedHost host = ScrapedHost.start();
        PrometheusProcess prometheus =
            PrometheusProcess.start(
                directory,
                host.target(),
                FastRules.recording(directory),
                FastRules.alerts(directory))) {
      kafka.createTopic("events", 1);
      try (NonBlockingNotificationPublisher publisher = publisherTo(kafka, host)) {
        AtomicInteger sent = new AtomicInteger();
        Await.until(
            "events arrive and are scraped",
            DEADLINE,
            () -> {
              send(publisher, sent);
              return publisher.stats().delivered() > 0
                  && prometheus.names().contains("maestro_events_delivered_total");
            });
        Await.until(
            "all is well", DEADLINE, () -> Collections.disjoint(prometheus.firing(), AWAITED));

        kafka.node(1).kill9();
        Await.until(
            "alerts fire",
            DEADLINE,
            () -> {
              send(publisher, sent);
              return prometheus.firing().containsAll(AWAITED);
            });

        kafka.restart(1);
        Await.until(
            "alerts resolve", DEADLINE, () -> Collections.disjoint(prometheus.firing(), AWAITED));
        Await.until(
            "all is delivered", DEADLINE, () -> publisher.stats().delivered() == sent.get());
        assertThat(prometheus.firing())
            .as("what was late was not lost")
            .doesNotContain(
                "MaestroEventsDropped",
                "MaestroEventsDeadLettered",
                "MaestroEventsLossBudgetBurnsFast");
        assertThat(publisher.stats().successRatio()).isEqualTo(1);
      }
    }
  }

  private static void send(NonBlockingNotificationPublisher publisher, AtomicInteger sent) {
    if (sent.get() < MOST_EVENTS) {
      publisher.send(Events.step(sent.getAndIncrement()));
    }
  }

  /** Finds out within seconds that the broker is gone, and soon whether it is back. */
  private static NonBlockingNotificationPublisher publisherTo(
      KafkaCluster kafka, ScrapedHost host) {
    return host.metered(
            NonBlockingNotificationPublisher.builder(
                KafkaNotificationPublisher.builder("events")
                    .bootstrapServers(kafka.bootstrapServers())
                    .property("delivery.timeout.ms", 2_000)
                    .property("request.timeout.ms", 800)
                    .metadataTimeout(Duration.ofSeconds(2))
                    .build()))
        .name("kafka")
        .retry(RetryPolicy.unlimited())
        .circuitBreaker(
            CircuitBreakerPolicy.defaults()
                .withWindow(5, 2)
                .withOpenFor(Duration.ofSeconds(1))
                .withMaxOpenFor(Duration.ofSeconds(2)))
        .build();
  }
}
