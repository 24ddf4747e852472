package io.github.maestroevents.delivery.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import io.github.maestroevents.event.MaestroEvent;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PoliciesTest {

  @Test
  void defaults_areValid() {
    assertThatCode(
            () -> {
              QueuePolicy.defaults();
              BatchPolicy.defaults();
              InFlightPolicy.defaults();
              RetryPolicy.defaults();
              RetryPolicy.never();
            })
        .doesNotThrowAnyException();
  }

  @Test
  void badValue_isNamedInTheMessage() {
    refused(() -> QueuePolicy.defaults().withCapacity(1), "capacity", "1");
    refused(() -> QueuePolicy.defaults().withCapacity(1 << 25), "capacity", "33554432");
    refused(() -> BatchPolicy.defaults().withMaxEvents(0), "maxEvents", "0");
    refused(() -> BatchPolicy.defaults().withMaxBytes(-1), "maxBytes", "-1");
    refused(() -> BatchPolicy.defaults().withLinger(Duration.ZERO), "linger", "PT0S");
    refused(() -> BatchPolicy.defaults().withLinger(Duration.ofHours(1)), "linger", "PT1H");
    refused(() -> InFlightPolicy.defaults().withMaxBatches(0), "maxBatches", "0");
    refused(() -> InFlightPolicy.defaults().withMaxEvents(-5), "maxEvents", "-5");
    refused(() -> RetryPolicy.defaults().withMaxAttempts(0), "maxAttempts", "0");
    refused(() -> RetryPolicy.defaults().withMaxAge(Duration.ZERO), "maxAge", "PT0S");
    refused(
        () -> RetryPolicy.defaults().withDelays(Duration.ofSeconds(9), Duration.ofSeconds(1)),
        "maxDelay",
        "PT1S");
    refused(() -> builder().batchTimeout(Duration.ZERO), "batchTimeout", "PT0S");
    refused(() -> builder().closeTimeout(Duration.ofMillis(-1)), "closeTimeout", "PT-0.001S");
    refused(() -> builder().name("  "), "name");
    refused(() -> InFlightPolicy.defaults().withMaxBytes(0), "maxBytes", "0");
    refused(() -> CircuitBreakerPolicy.defaults().withWindow(5, 6), "minCalls", "6");
    refused(() -> CircuitBreakerPolicy.defaults().withFailureRate(1.5), "failureRate", "1.5");
    refused(() -> CircuitBreakerPolicy.defaults().withFailureRate(Double.NaN), "failureRate");
    refused(() -> CircuitBreakerPolicy.defaults().withOpenFor(Duration.ZERO), "openFor", "PT0S");
  }

  @Test
  void null_isNamedInTheMessage() {
    assertThatThrownBy(() -> NonBlockingNotificationPublisher.wrap(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("publisher");
    assertThatThrownBy(() -> builder().queue(null)).hasMessage("queue");
    assertThatThrownBy(() -> builder().retry(null)).hasMessage("retry");
    assertThatThrownBy(() -> QueuePolicy.defaults().withOverflow(null)).hasMessage("overflow");
  }

  @Test
  void publisher_tellsItsConfiguration() {
    try (var publisher = builder().name("audit").build()) {
      assertThat(publisher.toString()).contains("name=audit", "capacity=16384", "DROP_NEWEST");
    }
  }

  private static NonBlockingPublisherBuilder builder() {
    return NonBlockingNotificationPublisher.builder((MaestroEvent event) -> {});
  }

  private static void refused(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(parts);
  }
}
