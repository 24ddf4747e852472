package io.github.maestroevents.micrometer;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for threads of an engine, with a deadline. */
final class Await {

  private static final long DEADLINE_NANOS = Duration.ofSeconds(60).toNanos();
  private static final long PAUSE_NANOS = 1_000_000;

  private Await() {}

  static void until(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > DEADLINE_NANOS) {
        throw new AssertionError("Not within a minute: " + what);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
