package io.github.maestroevents.delivery;

import io.github.maestroevents.delivery.DeadLetter.Reason;

/**
 * From the queue to the lanes: each accepted event is made ready to travel, or given up at once if
 * it never could. Confined to the delivery thread.
 */
final class TakeUp {

  private final Intake intake;
  private final Destination destination;
  private final Lanes lanes;
  private final Ledger ledger;
  private final Departures departures;
  private final InFlightPolicy bounds;
  private final long maxEventBytes;

  TakeUp(
      Intake intake,
      Destination destination,
      Lanes lanes,
      Ledger ledger,
      Departures departures,
      InFlightPolicy bounds) {
    this.intake = intake;
    this.destination = destination;
    this.lanes = lanes;
    this.ledger = ledger;
    this.departures = departures;
    this.bounds = bounds;
    this.maxEventBytes = destination.limits().maxEventBytes();
  }

  boolean hasRoom() {
    return ledger.held() < bounds.maxEvents() && ledger.heldBytes < bounds.maxBytes();
  }

  /** Takes up to {@code most} events, as far as there is room; returns how many. */
  int run(int most, long now) {
    int taken = 0;
    while (taken < most && hasRoom()) {
      Object accepted = intake.take();
      if (accepted == null) {
        break;
      }
      taken++;
      prepare(accepted, now);
    }
    return taken;
  }

  private void prepare(Object accepted, long now) {
    long sequence = ledger.taken++;
    PendingEvent event;
    try {
      event = destination.prepare(sequence, accepted);
    } catch (Throwable thrown) { // the host's functions; nothing they throw ends the engine
      departures.giveUp(unprepared(sequence, accepted), Reason.NOT_ENCODABLE, thrown, now);
      return;
    }
    if (event == null) {
      departures.filtered(unprepared(sequence, accepted));
      return;
    }
    ledger.heldBytes += event.sizeBytes();
    if (event.isTakenBack()) {
      departures.takenBack(event);
    } else if (event.sizeBytes() > maxEventBytes) {
      departures.giveUp(event, Reason.TOO_LARGE, tooLarge(event), now);
    } else {
      lanes.add(event);
    }
  }

  /** Gives up what is still in the queue, when the engine ends; returns how many events. */
  int giveUpRest(Throwable cause, long now) {
    int events = 0;
    Object accepted = intake.takeStrictly();
    while (accepted != null) {
      departures.giveUp(unprepared(ledger.taken++, accepted), Reason.CLOSED, cause, now);
      events++;
      accepted = intake.takeStrictly();
    }
    return events;
  }

  private static PendingEvent unprepared(long sequence, Object accepted) {
    return new PendingEvent(sequence, accepted, "", null);
  }

  private Throwable tooLarge(PendingEvent event) {
    return new IllegalArgumentException(
        "The event has "
            + event.sizeBytes()
            + " bytes, the destination takes at most "
            + maxEventBytes);
  }
}
