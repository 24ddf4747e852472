package io.github.maestroevents.drills.kafka;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.monitor.CircuitListener;
import io.github.maestroevents.delivery.monitor.DeliveryMetrics;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.kafka.KafkaNotificationPublisher;
import java.time.Duration;

/**
 * The publisher under drill: the defaults, but for what makes faults reach the engine within
 * minutes and lets no event be dropped or given up meanwhile.
 */
final class DrillPublisher {

  /** More than a full drill sends in all, so that nothing is dropped whatever is broken. */
  private static final int CAPACITY = 1 << 18;

  /**
   * Shorter than the faults. With the default of 30 s Kafka's client would sit out most of them by
   * itself, and neither retries nor circuit breaker of the engine would be in the drill.
   */
  private static final int DELIVERY_TIMEOUT_MILLIS = 2_000;

  /** As long as the delivery timeout: what a batch waits for that finds no broker to ask. */
  private static final Duration METADATA_TIMEOUT = Duration.ofMillis(DELIVERY_TIMEOUT_MILLIS);

  /** Leaves the client a second attempt, at another broker, within the delivery timeout. */
  private static final int REQUEST_TIMEOUT_MILLIS = 800;

  private DrillPublisher() {}

  /**
   * What is not set here has its default, for these reasons:
   *
   * <ul>
   *   <li>batch timeout: follows from the delivery timeout and outlasts it, so that each batch is
   *       answered by the adapter and no copy of it is on its way when the engine retries
   *   <li>retries: up to 100 attempts and an hour. In an outage an attempt takes one of the
   *       timeouts, and delays grow to 30 s; the faults of a drill are far shorter than that
   *   <li>circuit breaker: on, since it is part of what is proved; it probes every 5 s
   * </ul>
   */
  static NonBlockingNotificationPublisher to(
      String servers, String topic, DeliveryMetrics metrics, CircuitListener listener) {
    return NonBlockingNotificationPublisher.builder(
            KafkaNotificationPublisher.builder(topic)
                .bootstrapServers(servers)
                .property("delivery.timeout.ms", DELIVERY_TIMEOUT_MILLIS)
                .property("request.timeout.ms", REQUEST_TIMEOUT_MILLIS)
                .metadataTimeout(METADATA_TIMEOUT)
                .build())
        .queue(QueuePolicy.defaults().withCapacity(CAPACITY))
        .metrics(metrics)
        .circuitListener(listener)
        .build();
  }
}
