package io.github.maestroevents.delivery.monitor;

/**
 * What {@code flush} has waited for, from the best end to the worst. Of several destinations the
 * worst result counts.
 */
public enum FlushResult {
  /** Every event accepted before the call has been delivered, or held back by a filter. */
  DELIVERED,
  /** Every event has left the engine, but at least one went to the dead-letter handler. */
  DEAD_LETTERED,
  /**
   * The publisher has ended, and this result does not tell what became of every event: some may lie
   * in the journal for the next start.
   */
  CLOSED,
  /**
   * The time was over first; events may still be on their way. Also the result, at once, of a call
   * on a thread of this library, such as from a filter or a dead-letter handler: what it would wait
   * for may need that thread.
   */
  TIMED_OUT,
  /** The caller was interrupted, and its flag is set again; events may still be on their way. */
  INTERRUPTED;

  /** Whether nothing is left and nothing was given up. */
  public boolean allDelivered() {
    return this == DELIVERED;
  }

  /** The worse of this result and another, for the sum of several destinations. */
  public FlushResult orWorse(FlushResult other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
