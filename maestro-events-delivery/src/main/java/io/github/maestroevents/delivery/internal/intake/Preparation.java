package io.github.maestroevents.delivery.internal.intake;

import io.github.maestroevents.delivery.deadletter.DeadLetter.Reason;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.internal.travel.Unfit;
import io.github.maestroevents.json.EventTooLargeException;

/**
 * Makes an accepted event ready to travel, or tells why it never will be. Stateless; runs the
 * host's functions on the thread that takes from the queue.
 */
public final class Preparation {

  private final Admission admission;

  /**
   * Whether events must be bytes: for the destination, or for a journal, which keeps nothing else.
   */
  private final boolean encodes;

  private final long maxEventBytes;

  public Preparation(Admission admission, boolean encodes, long maxEventBytes) {
    this.admission = admission;
    this.encodes = encodes;
    this.maxEventBytes = maxEventBytes;
  }

  /** The event as it travels, or as {@link PendingEvent#unfit}. Never throws. */
  public PendingEvent prepare(long sequence, Object accepted) {
    PendingEvent event;
    try {
      event = encodes ? admission.encoded(sequence, accepted) : admission.bare(sequence, accepted);
    } catch (EventTooLargeException tooLarge) {
      return PendingEvent.unfit(sequence, accepted, Unfit.givenUp(Reason.TOO_LARGE, tooLarge));
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
  public void checkSize(PendingEvent event) {
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
