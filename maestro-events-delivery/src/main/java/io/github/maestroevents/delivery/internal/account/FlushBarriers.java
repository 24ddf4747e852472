package io.github.maestroevents.delivery.internal.account;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The callers of {@code flush} that wait. Added on their threads, served on the delivery thread.
 */
public final class FlushBarriers {

  private final ConcurrentLinkedQueue<FlushBarrier> added = new ConcurrentLinkedQueue<>();
  private final List<FlushBarrier> active = new ArrayList<>();

  /** Publishes to callers that nobody serves them any more. */
  private volatile boolean failed;

  /** Any thread. */
  public void add(FlushBarrier barrier) {
    added.add(barrier);
    if (failed) {
      giveUpAdded();
    }
  }

  /**
   * The delivery thread is gone, and not in order: lets all go, and from now on whoever comes. On
   * that thread, as its last act.
   */
  public void fail() {
    failed = true;
    active.forEach(FlushBarrier::giveUp);
    active.clear();
    giveUpAdded();
  }

  /** A caller that comes at this moment is let go by whoever sees it first. */
  private void giveUpAdded() {
    FlushBarrier barrier = added.poll();
    while (barrier != null) {
      barrier.giveUp();
      barrier = added.poll();
    }
  }

  /**
   * Another thread of the engine is gone: lets those go who come, and the others with the next
   * turn. Any thread.
   */
  public void failSoon() {
    failed = true;
  }

  /** Begins to count for those who came since the last turn, forgets those who went. */
  public void begin(Ledger ledger) {
    if (failed) {
      fail();
    }
    active.removeIf(FlushBarrier::isAbandoned);
    FlushBarrier barrier = added.poll();
    while (barrier != null) {
      barrier.begin(ledger);
      active.add(barrier);
      barrier = added.poll();
    }
  }

  void settled(long sequence, boolean delivered) {
    for (int i = 0;
        i < active.size();
        i++) { // no iterator: nothing here may fail for want of memory
      active.get(i).settled(sequence, delivered);
    }
  }

  /** See {@link FlushBarrier#skipped}. */
  public void skipped(long from, long numbers) {
    active.forEach(barrier -> barrier.skipped(from, numbers));
  }

  /** See {@link FlushBarrier#joined}. */
  public void joined(long sequence, long events) {
    active.forEach(barrier -> barrier.joined(sequence, events));
  }

  /** See {@link FlushBarrier#lost}. */
  public void lost(long events) {
    active.forEach(barrier -> barrier.lost(events));
  }

  /**
   * Lets those go whose events have all left. At the end of a turn, when the ledger is published.
   */
  public void release() {
    active.removeIf(FlushBarrier::releaseIfReached);
  }

  public boolean isActive() {
    return !active.isEmpty();
  }
}
