package io.github.maestroevents.drills;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Lets time pass: faults have a length and load has a rate. Nothing is awaited this way. */
public final class Pause {

  private Pause() {}

  /** Returns after this time, or at once when interrupted. */
  public static void of(Duration duration) {
    until(System.nanoTime() + duration.toNanos());
  }

  /** Returns at this reading of {@code System.nanoTime}, or at once when interrupted. */
  public static void until(long deadlineNanos) {
    long left = deadlineNanos - System.nanoTime();
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(left);
      left = deadlineNanos - System.nanoTime();
    }
  }
}
