package io.github.maestroevents.delivery.policy;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.internal.limits.Checks;
import org.jspecify.annotations.Nullable;

/**
 * How many accepted events may queue for the delivery thread, and what happens to the next one.
 *
 * <p>Immutable; two policies with the same settings are equal.
 */
public final class QueuePolicy {

  /** The smallest queue: {@value}. */
  public static final int MIN_CAPACITY = 2;

  /** The largest queue: {@value}. */
  public static final int MAX_CAPACITY = 1 << 24;

  /** The default capacity: {@value}. */
  public static final int DEFAULT_CAPACITY = 1 << 14;

  private final Values values;

  private QueuePolicy(Values values) {
    this.values = values;
  }

  /** The default capacity, dropping the newest event when it is reached. */
  public static QueuePolicy defaults() {
    return new QueuePolicy(new Values(DEFAULT_CAPACITY, OverflowPolicy.DROP_NEWEST));
  }

  /** The default capacity, and what memory cannot hold goes to the journal. */
  public static QueuePolicy spilling() {
    return defaults().withOverflow(OverflowPolicy.SPILL);
  }

  /**
   * Events that fit into the queue, from {@value #MIN_CAPACITY} to {@value #MAX_CAPACITY}. The
   * queue is a ring and rounds the number up to a power of two. Default {@value #DEFAULT_CAPACITY}:
   * about 20 MB of Maestro events when full, and the events of 5 ms at three million a second. The
   * queue counts events, not bytes: with events of megabytes, lower the capacity.
   */
  public int capacity() {
    return values.capacity;
  }

  /**
   * What {@code send} does when the queue is full. Default {@link OverflowPolicy#DROP_NEWEST}, with
   * a journal {@link OverflowPolicy#SPILL}. Ignored under CONFIRMED and JOURNALED: a full queue
   * always throws.
   */
  public OverflowPolicy overflow() {
    return values.overflow;
  }

  /** This policy with another capacity. */
  public QueuePolicy withCapacity(int capacity) {
    return new QueuePolicy(new Values(capacity, values.overflow));
  }

  /** This policy with another overflow policy. */
  public QueuePolicy withOverflow(OverflowPolicy overflow) {
    return new QueuePolicy(new Values(values.capacity, overflow));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof QueuePolicy that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** The settings by their names, as a record shows them. */
  @Override
  public String toString() {
    return PolicyText.of(QueuePolicy.class, values);
  }

  private record Values(int capacity, OverflowPolicy overflow) {

    private Values {
      requireNonNull(overflow, "overflow");
      Checks.range("capacity", capacity, MIN_CAPACITY, MAX_CAPACITY);
    }
  }
}
