package io.github.maestroevents.delivery.policy;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.internal.limits.Checks;

/**
 * How many accepted events may queue for the delivery thread, and what happens to the next one.
 *
 * @param capacity events, from {@value #MIN_CAPACITY} to {@value #MAX_CAPACITY}; the queue is a
 *     ring and rounds it up to a power of two. Default {@value #DEFAULT_CAPACITY}: about 20 MB of
 *     Maestro events when full, and the events of 5 ms at three million a second
 * @param overflow what {@code send} does when the queue is full; default {@link
 *     OverflowPolicy#DROP_NEWEST}, with a journal {@link OverflowPolicy#SPILL}. Under CONFIRMED and
 *     JOURNALED {@code send} throws then, whatever this says
 */
public record QueuePolicy(int capacity, OverflowPolicy overflow) {

  /** The smallest queue: {@value}. */
  public static final int MIN_CAPACITY = 2;

  /** The largest queue: {@value}. */
  public static final int MAX_CAPACITY = 1 << 24;

  /** The default capacity: {@value}. */
  public static final int DEFAULT_CAPACITY = 1 << 14;

  public QueuePolicy {
    requireNonNull(overflow, "overflow");
    Checks.range("capacity", capacity, MIN_CAPACITY, MAX_CAPACITY);
  }

  /** The default capacity, dropping the newest event when it is reached. */
  public static QueuePolicy defaults() {
    return new QueuePolicy(DEFAULT_CAPACITY, OverflowPolicy.DROP_NEWEST);
  }

  /** The default capacity, and what memory cannot hold goes to the journal. */
  public static QueuePolicy spilling() {
    return new QueuePolicy(DEFAULT_CAPACITY, OverflowPolicy.SPILL);
  }

  /** This policy with another capacity. */
  public QueuePolicy withCapacity(int capacity) {
    return new QueuePolicy(capacity, overflow);
  }

  /** This policy with another overflow policy. */
  public QueuePolicy withOverflow(OverflowPolicy overflow) {
    return new QueuePolicy(capacity, overflow);
  }
}
