package io.github.maestroevents.delivery;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Tries something again and again until it succeeds, but for a bounded time. Once that time has run
 * out, nothing is waited for again before something has succeeded: what is stuck for good costs the
 * time once. Any thread; several may try at once.
 */
final class Patience {

  private static final long LOOK_NANOS = Duration.ofMillis(1).toNanos();

  private final long nanos;
  private final DeliveryClock clock;

  /** Publishes from one trying thread to the others that waiting is of no use. */
  private volatile boolean exhausted;

  Patience(Duration longest, DeliveryClock clock) {
    this.nanos = longest.toNanos();
    this.clock = clock;
  }

  /**
   * Blocks until the attempt succeeds or the time is over; returns whether it succeeded. An
   * interrupt does not end the wait; the flag is set again when the call returns.
   */
  boolean tryUntilOver(BooleanSupplier attempt) {
    boolean done = attempt.getAsBoolean() || (!exhausted && repeat(attempt));
    exhausted = !done;
    return done;
  }

  private boolean repeat(BooleanSupplier attempt) {
    long start = clock.nanoTime();
    boolean interrupted = false;
    try {
      while (clock.nanoTime() - start < nanos) {
        interrupted |= Thread.interrupted(); // else it would not park
        LockSupport.parkNanos(this, LOOK_NANOS);
        if (attempt.getAsBoolean()) {
          return true;
        }
      }
      return false;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
