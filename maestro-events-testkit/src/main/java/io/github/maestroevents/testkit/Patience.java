package io.github.maestroevents.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits on a condition for a state, up to a deadline, without reading a clock: {@link
 * Condition#awaitNanos} keeps the count.
 */
record Patience(ReentrantLock lock, Condition changed, Duration timeout) {

  /** Waits while holding the lock; {@code progress} says in the failure how far things came. */
  void await(BooleanSupplier state, Supplier<String> progress) throws InterruptedException {
    if (!lock.isHeldByCurrentThread()) {
      throw new IllegalMonitorStateException("the caller holds the lock");
    }
    long left = TimeUnit.NANOSECONDS.convert(timeout); // saturates
    while (!state.getAsBoolean()) {
      if (left <= 0) {
        throw new AssertionError("after " + timeout + ": " + progress.get());
      }
      left = changed.awaitNanos(left);
    }
  }
}
