package io.github.maestroevents.delivery.internal.intake;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives events their place in the order of acceptance, beyond all that the journal has ever held.
 *
 * <p>{@link #next} belongs to the thread that takes from the queue, which under SPILL is not the
 * journal thread; the latter takes a whole range for what it adopts, so that both can go on.
 */
public final class Sequences {

  /** More than a dead neighbour can have left. */
  public static final long RANGE = 1 << 30;

  private final AtomicLong next;

  public Sequences(long last) {
    this.next = new AtomicLong(last + 1);
  }

  /** The number for the next event. */
  public long next() {
    return next.getAndIncrement();
  }

  /** The number that {@link #next} would give. */
  public long peek() {
    return next.get();
  }

  /** Sets {@link #RANGE} numbers apart; returns the first. */
  public long reserve() {
    return next.getAndAdd(RANGE);
  }

  /** Gives back what was not used of a range, unless numbers beyond it are in use by now. */
  public void giveBack(long first, long used) {
    next.compareAndSet(first + RANGE, first + used);
  }
}
