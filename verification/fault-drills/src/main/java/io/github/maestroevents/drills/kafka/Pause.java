package io.github.maestroevents.drills.kafka;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Lets time pass: faults have a length and load has a rate. Nothing is awaited this way. */
final class Pause {

  private Pause() {}

  static void of(Duration duration) {
    until(System.nanoTime() + duration.toNanos());
  }

  static void until(long deadlineNanos) {
    long left = deadlineNanos - System.nanoTime();
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(left);
      left = deadlineNanos - System.nanoTime();
    }
  }
}
