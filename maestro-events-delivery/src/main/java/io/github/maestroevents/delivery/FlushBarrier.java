package io.github.maestroevents.delivery;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One waiting caller of {@code flush}: all events below a sequence have to leave the engine.
 * Counted on the delivery thread, awaited on the caller's.
 */
final class FlushBarrier {

  private final CountDownLatch done = new CountDownLatch(1);
  private long target;
  private long remaining;
  private boolean allDelivered = true;

  /** Tells the delivery thread that the caller waits no longer. */
  private volatile boolean abandoned;

  private final long deadLettersBefore;

  /**
   * @param accepted events accepted when {@code flush} was called
   * @param deadLetters events dead-lettered by then
   */
  FlushBarrier(long accepted, long deadLetters) {
    this.target = accepted;
    this.deadLettersBefore = deadLetters;
  }

  /**
   * Begins to count. Events taken up since the call are waited for too: sequence numbers below the
   * target and events settled so far can then be subtracted from each other.
   */
  void begin(Ledger ledger) {
    target = Math.max(target, ledger.taken);
    remaining = target - ledger.settled();
    allDelivered = ledger.deadLettered == deadLettersBefore;
  }

  /** Counts an event that left the engine. */
  void settled(long sequence, boolean delivered) {
    if (sequence < target) {
      remaining--;
      allDelivered &= delivered;
    }
  }

  /** Lets the caller go if no event is left to wait for; true if so. */
  boolean releaseIfReached() {
    if (remaining > 0) {
      return false;
    }
    done.countDown();
    return true;
  }

  /** Whether all were delivered in time; false on time-out. Blocks the caller of {@code flush}. */
  boolean await(long timeoutNanos) throws InterruptedException {
    try {
      return done.await(timeoutNanos, TimeUnit.NANOSECONDS) && allDelivered;
    } finally {
      abandoned = true;
    }
  }

  boolean isAbandoned() {
    return abandoned;
  }
}
