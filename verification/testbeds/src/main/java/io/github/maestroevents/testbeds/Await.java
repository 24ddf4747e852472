package io.github.maestroevents.testbeds;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition with a deadline, so that no test sleeps and hopes. */
public final class Await {

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private Await() {}

  /**
   * Returns as soon as the condition holds.
   *
   * @param what what is awaited, for the message
   * @throws AssertionError if it does not hold within the deadline, with the last exception the
   *     condition threw, if it did
   */
  public static void until(String what, Duration deadline, Callable<Boolean> condition) {
    long start = System.nanoTime();
    Exception last = null;
    while (true) {
      try {
        if (condition.call()) {
          return;
        }
        last = null;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        last = e;
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new AssertionError("Interrupted while waiting for " + what, last);
      }
      if (System.nanoTime() - start > deadline.toNanos()) {
        throw new AssertionError("Not within " + deadline + ": " + what, last);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
