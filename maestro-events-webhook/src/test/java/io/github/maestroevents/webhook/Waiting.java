package io.github.maestroevents.webhook;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, up to a deadline that only a broken test meets. */
final class Waiting {

  private Waiting() {}

  static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + Engine.PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("Not within " + Engine.PATIENCE);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
