package io.github.maestroevents.drills.engine;

import java.util.concurrent.locks.LockSupport;

/**
 * Interrupts a thread exactly once per call, at a given time after the call began: before, within
 * or after what it is about to do.
 */
@SuppressWarnings("ThreadPriorityCheck") // yields to be on the spot and leave others their core
final class Interrupter {

  private final Thread victim = Thread.currentThread();
  private final Thread thread = new Thread(this::run, "interrupter");

  private long delayNanos;

  /** Asked is counted up by the victim, done by the interrupting thread; each publishes to it. */
  private volatile int asked;

  private volatile int done;
  private volatile boolean ended;

  /** For the calling thread. */
  Interrupter() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Asks for one interrupt; victim only. */
  void interruptAfter(long nanos) {
    delayNanos = nanos;
    asked = done + 1;
  }

  /** Whether the flag was set when the interrupt had come; clears it. Victim only. */
  boolean flagIsKept() {
    while (done != asked) {
      Thread.yield();
    }
    return Thread.interrupted();
  }

  void end() {
    ended = true;
  }

  private void run() {
    int served = 0;
    while (!ended) {
      if (asked == served) {
        Thread.yield();
        continue;
      }
      long start = System.nanoTime();
      while (System.nanoTime() - start < delayNanos) {
        if (delayNanos > 100_000) {
          LockSupport.parkNanos(10_000);
        }
      }
      victim.interrupt();
      served++;
      done = served;
    }
  }
}
