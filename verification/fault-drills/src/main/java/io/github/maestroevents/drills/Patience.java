package io.github.maestroevents.drills;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for what has to come, with a deadline that only a broken engine meets. */
public final class Patience {

  private static final Duration LONG = Duration.ofMinutes(1);

  private Patience() {}

  /** Whether it came. */
  public static boolean await(BooleanSupplier condition) {
    long end = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      LockSupport.parkNanos(100_000);
    }
    return true;
  }

  /** Whether the thread ended. */
  public static boolean join(Thread thread) {
    try {
      thread.join(LONG.toMillis());
    } catch (InterruptedException e) {
      throw new IllegalStateException("The drill was interrupted", e);
    }
    return !thread.isAlive();
  }
}
