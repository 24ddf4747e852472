package io.github.maestroevents.delivery.internal.engine;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for another thread, never longer than a test may take. */
public final class Deadline {

  public static final Duration LONG = Duration.ofSeconds(30);

  private Deadline() {}

  public static void await(CountDownLatch latch) {
    try {
      if (!latch.await(LONG.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("Not reached within " + LONG);
      }
    } catch (InterruptedException e) {
      throw new AssertionError("Interrupted", e);
    }
  }

  public static void await(String what, BooleanSupplier condition) {
    DeliveryClock clock = DeliveryClock.system();
    long end = clock.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      if (clock.nanoTime() - end > 0) {
        throw new AssertionError("Not within " + LONG + ": " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
