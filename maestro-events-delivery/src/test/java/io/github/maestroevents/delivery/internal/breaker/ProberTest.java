package io.github.maestroevents.delivery.internal.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.internal.account.DeliveryLog;
import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.spi.SafeLogger;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sender that is let through a half-open circuit, to become the probe. */
class ProberTest {

  private static final Duration OPEN_FOR = Duration.ofSeconds(1);

  private final CircuitBreaker breaker =
      new CircuitBreaker(
          CircuitBreakerPolicy.defaults().withWindow(1, 1).withOpenFor(OPEN_FOR),
          (from, to) -> {},
          new DeliveryLog(SafeLogger.of(ProberTest.class), "test"));

  private long now;

  @BeforeEach
  void halfOpen() {
    breaker.senderTimedOut();
    breaker.tick(now);
    tickAfter(OPEN_FOR.toNanos());
    assertThat(breaker.state()).isEqualTo(CircuitState.HALF_OPEN);
  }

  private void tickAfter(long nanos) {
    now += nanos;
    breaker.tick(now);
  }

  @Test
  void another_isAdmitted_whenAProberDiedAndGaveNothingBack() {
    assertThat(admittedElsewhere()).isTrue();
    tickAfter(1);
    tickAfter(TimeLimits.PROBER_NANOS - 1);
    assertThat(breaker.admitsSender()).isFalse();
    tickAfter(1);
    assertThat(breaker.admitsSender()).isTrue();
    assertThat(admittedElsewhere()).isFalse();
  }

  @Test
  void bound_countsForEachProberAnew() {
    for (int prober = 0; prober < 3; prober++) {
      assertThat(admittedElsewhere()).isTrue();
      tickAfter(1);
      tickAfter(TimeLimits.PROBER_NANOS - 1);
      assertThat(breaker.admitsSender()).isFalse();
      tickAfter(1);
    }
  }

  /** The late one does not give back what another holds. */
  @Test
  void proberThatLeavesBehindTheBound_changesNothing() {
    assertThat(breaker.admitsSender()).isTrue();
    tickAfter(1);
    tickAfter(TimeLimits.PROBER_NANOS);
    assertThat(admittedElsewhere()).isTrue();
    breaker.senderLeaves();
    assertThat(breaker.admitsSender()).isFalse();
  }

  /** On a thread that ends at once, as one that dies. */
  private boolean admittedElsewhere() {
    return CompletableFuture.supplyAsync(breaker::admitsSender, task -> new Thread(task).start())
        .join();
  }
}
