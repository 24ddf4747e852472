package io.github.maestroevents.delivery.internal.account;

import io.github.maestroevents.delivery.monitor.FlushResult;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One waiting caller of {@code flush}: all events below a sequence have to leave the engine.
 * Counted on the delivery thread, awaited on the caller's.
 */
public final class FlushBarrier {

  private final CountDownLatch done = new CountDownLatch(1);
  private final long accepted;

  /** All events with lower sequences are waited for. */
  private long target;

  private long remaining;
  private FlushResult result = FlushResult.DELIVERED;

  /** Tells the delivery thread that the caller waits no longer. */
  private volatile boolean abandoned;

  private final long deadLettersBefore;

  /**
   * @param accepted events accepted when {@code flush} was called
   * @param deadLetters events dead-lettered by then
   */
  public FlushBarrier(long accepted, long deadLetters) {
    this.accepted = accepted;
    this.deadLettersBefore = deadLetters;
  }

  /**
   * Begins to count. Events taken up since the call are waited for too, and so is all that lies in
   * the journal: whatever the engine holds has a lower sequence than what it takes next.
   */
  void begin(Ledger ledger) {
    long queued = Math.max(0, accepted - ledger.taken());
    target = ledger.nextSequence() + queued;
    remaining = ledger.held() + queued;
    if (ledger.deadLettered() != deadLettersBefore) {
      result = FlushResult.DEAD_LETTERED;
    }
  }

  /** The numbering has left some out: what is still queued gets higher ones. */
  void skipped(long from, long numbers) {
    if (target > from) {
      target += numbers;
    }
  }

  /** Events have come in front of others that are waited for. */
  void joined(long sequence, long events) {
    if (sequence < target) {
      remaining += events;
    }
  }

  /** Events cannot be delivered from here any more. */
  void lost(long events) {
    remaining -= events;
    result = result.orWorse(FlushResult.CLOSED);
  }

  /** Counts an event that left the engine. */
  void settled(long sequence, boolean delivered) {
    if (sequence < target) {
      remaining--;
      if (!delivered) {
        result = result.orWorse(FlushResult.DEAD_LETTERED);
      }
    }
  }

  /** Lets the caller go if no event is left to wait for; true if so. */
  public boolean releaseIfReached() {
    if (remaining > 0) {
      return false;
    }
    done.countDown();
    return true;
  }

  /** Lets the caller go without knowing what becomes of its events. */
  void giveUp() {
    result = result.orWorse(FlushResult.CLOSED);
    done.countDown();
  }

  /** Blocks the caller of {@code flush}; keeps its interrupt. */
  public FlushResult await(long timeoutNanos) {
    try {
      return done.await(timeoutNanos, TimeUnit.NANOSECONDS) ? result : FlushResult.TIMED_OUT;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FlushResult.INTERRUPTED;
    } finally {
      abandoned = true;
    }
  }

  boolean isAbandoned() {
    return abandoned;
  }
}
