package io.github.maestroevents.delivery.internal.destination;

import io.github.maestroevents.spi.BatchLimits;

/**
 * A publisher as the delivery engine drives it, asynchronously whatever its kind. All methods but
 * the constants are called on the delivery thread, and only answers come back on others.
 */
public sealed interface Destination permits BatchDestination, PlainDestination {

  /** What fits in one batch. */
  BatchLimits limits();

  /** How long a batch may stay unanswered, unless the host says otherwise. */
  long defaultTimeoutNanos();

  /** Whether it delivers bytes; else it takes the event itself. */
  boolean takesBytes();

  /** Whether another batch may be dispatched now. */
  boolean hasRoom();

  /** Hands a batch over and returns; its answer goes to {@link Answers}, also when this fails. */
  void dispatch(InFlightBatch batch);

  /** Ends the publisher. May take as long as its own {@code close} takes. */
  void close();
}
