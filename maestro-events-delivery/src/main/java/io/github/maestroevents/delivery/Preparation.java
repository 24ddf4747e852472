package io.github.maestroevents.delivery;

import io.github.maestroevents.delivery.DeadLetter.Reason;

/**
 * Makes an accepted event ready to travel, or tells why it never will be. Stateless; runs the
 * host's functions on the thread that takes from the queue.
 */
final class Preparation {

  private final Destination destination;
  private final long maxEventBytes;

  Preparation(Destination destination) {
    this.destination = destination;
    this.maxEventBytes = destination.limits().maxEventBytes();
  }

  /** The event as it travels, or as {@link PendingEvent#unfit}. Never throws. */
  PendingEvent prepare(long sequence, Object accepted) {
    PendingEvent event;
    try {
      event = destination.prepare(sequence, accepted);
    } catch (Throwable thrown) { // the host's functions; nothing they throw ends the engine
      return PendingEvent.unfit(sequence, accepted, Unfit.givenUp(Reason.NOT_ENCODABLE, thrown));
    }
    if (event == null) {
      return PendingEvent.unfit(sequence, accepted, Unfit.FILTERED);
    }
    checkSize(event);
    return event;
  }

  /** Marks an event as unfit that is larger than the destination takes. */
  void checkSize(PendingEvent event) {
    if (event.sizeBytes() > maxEventBytes) {
      event.unfit =
          Unfit.givenUp(
              Reason.TOO_LARGE,
              new IllegalArgumentException(
                  "The event has "
                      + event.sizeBytes()
                      + " bytes, the destination takes at most "
                      + maxEventBytes));
    }
  }
}
