package io.github.maestroevents.delivery;

import io.github.maestroevents.spi.BatchLimits;
import org.jspecify.annotations.Nullable;

/**
 * A publisher as the delivery engine drives it, asynchronously whatever its kind. All methods but
 * the two constants and {@link #prepare} are called on the delivery thread, and only answers come
 * back on others.
 */
sealed interface Destination permits BatchDestination, PlainDestination {

  /** What fits in one batch. */
  BatchLimits limits();

  /** How long a batch may stay unanswered, unless the host says otherwise. */
  long defaultTimeoutNanos();

  /**
   * Makes an accepted event, bare or in its envelope, ready to travel; null if the host does not
   * want it here. On the thread that takes from the queue: the delivery thread, or under JOURNALED
   * the journal thread. Throws whatever the host's functions or the codec throw.
   */
  @Nullable PendingEvent prepare(long sequence, Object accepted);

  /** Whether another batch may be dispatched now. */
  boolean hasRoom();

  /** Hands a batch over and returns; its answer goes to {@link Answers}, also when this fails. */
  void dispatch(InFlightBatch batch);

  /** The engine no longer waits for this batch; whatever still works on it should stop. */
  void giveUp(InFlightBatch batch);

  /** Ends the publisher. May take as long as its own {@code close} takes. */
  void close();
}
