package io.github.maestroevents.testbeds.net;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What a proxy does to bytes at the moment. Shared by the pumps of all its connections. */
final class Fault {

  enum Mode {
    PASS,
    DELAY,
    STALL,
    DROP_REPLIES,
    RESET
  }

  private Mode mode = Mode.PASS; // guarded by this
  private Duration delay = Duration.ZERO; // guarded by this

  synchronized void set(Mode newMode, Duration newDelay) {
    mode = newMode;
    delay = newDelay;
    notifyAll();
  }

  synchronized Mode mode() {
    return mode;
  }

  /**
   * Holds the calling pump for as long as the fault demands, or until the fault changes.
   *
   * @return the mode in force when the bytes may go on
   */
  synchronized Mode hold() throws InterruptedException {
    if (mode == Mode.DELAY) {
      long end = System.nanoTime() + delay.toNanos();
      long left = delay.toNanos();
      while (mode == Mode.DELAY && left > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = end - System.nanoTime();
      }
    }
    while (mode == Mode.STALL) {
      wait();
    }
    return mode;
  }
}
