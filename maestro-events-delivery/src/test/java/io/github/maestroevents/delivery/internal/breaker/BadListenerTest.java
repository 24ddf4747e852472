package io.github.maestroevents.delivery.internal.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.internal.account.DeliveryLog;
import io.github.maestroevents.delivery.internal.engine.Deadline;
import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.spi.SafeLogger;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A listener of the host throws, or hangs on the watch while the delivery thread takes a turn. */
@Timeout(60)
class BadListenerTest {

  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final List<CircuitState> told = new CopyOnWriteArrayList<>();
  private final CircuitBreaker breaker =
      new CircuitBreaker(
          CircuitBreakerPolicy.defaults(),
          (from, to) -> {
            told.add(to);
            entered.countDown();
            Deadline.await(release);
          },
          new DeliveryLog(SafeLogger.of(BadListenerTest.class), "test"));

  @Test
  void circuit_goesOn_whenTheListenerThrowsErrors() {
    CircuitBreaker broken =
        new CircuitBreaker(
            CircuitBreakerPolicy.defaults(),
            (from, to) -> {
              told.add(to);
              throw new LinkageError("The listener is broken");
            },
            new DeliveryLog(SafeLogger.of(BadListenerTest.class), "test"));
    broken.hold(true, 0);
    broken.tick(1);
    assertThat(broken.state()).isEqualTo(CircuitState.CLOSED);
    assertThat(told).containsExactly(CircuitState.OPEN, CircuitState.CLOSED);
  }

  @Test
  void otherThread_goesOn_andWhatItCouldNotTellIsToldLater() throws InterruptedException {
    Thread watch = new Thread(() -> breaker.hold(true, 0));
    watch.start();
    Deadline.await(entered);

    breaker.tick(1); // does not wait for the listener
    assertThat(watch.isAlive()).as("the listener hangs still").isTrue();
    assertThat(breaker.state()).isEqualTo(CircuitState.CLOSED);
    assertThat(told).containsExactly(CircuitState.OPEN);

    release.countDown();
    watch.join();
    breaker.tick(2);
    assertThat(told).containsExactly(CircuitState.OPEN, CircuitState.CLOSED);
  }
}
