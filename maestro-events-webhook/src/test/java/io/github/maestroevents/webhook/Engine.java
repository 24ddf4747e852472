package io.github.maestroevents.webhook;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import java.time.Duration;

/** The delivery engine as a host sets it up, but quick to retry. */
final class Engine {

  /** Until then everything has arrived, also on a machine that has other things to do. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private Engine() {}

  static NonBlockingNotificationPublisher of(MaestroNotificationPublisher publisher) {
    return builder(publisher).build();
  }

  static NonBlockingPublisherBuilder builder(MaestroNotificationPublisher publisher) {
    return NonBlockingNotificationPublisher.builder(publisher)
        .retry(RetryPolicy.defaults().withDelays(Duration.ofMillis(5), Duration.ofMillis(200)))
        .circuitBreaker(CircuitBreakerPolicy.defaults().withOpenFor(Duration.ofMillis(200)));
  }
}
