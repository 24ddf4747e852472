package io.github.maestroevents.delivery;

import io.github.maestroevents.delivery.DeadLetter.Reason;
import io.github.maestroevents.event.MaestroEvent;

/**
 * From the queue to the lanes: each accepted event is made ready to travel, or given up at once if
 * it never could. Confined to the delivery thread.
 */
final class TakeUp {

  private final Intake intake;
  private final Destination destination;
  private final Lanes lanes;
  private final Ledger ledger;
  private final DeadLetters deadLetters;
  private final int maxHeld;
  private final long maxEventBytes;

  TakeUp(
      Intake intake,
      Destination destination,
      Lanes lanes,
      Ledger ledger,
      DeadLetters deadLetters,
      int maxHeld) {
    this.intake = intake;
    this.destination = destination;
    this.lanes = lanes;
    this.ledger = ledger;
    this.deadLetters = deadLetters;
    this.maxHeld = maxHeld;
    this.maxEventBytes = destination.limits().maxEventBytes();
  }

  boolean hasRoom() {
    return ledger.held() < maxHeld;
  }

  /** Takes up to {@code most} events, as far as there is room; returns how many. */
  int run(int most, long now) {
    int taken = 0;
    while (taken < most && hasRoom()) {
      MaestroEvent event = intake.take();
      if (event == null) {
        break;
      }
      taken++;
      prepare(event, now);
    }
    return taken;
  }

  private void prepare(MaestroEvent event, long now) {
    long sequence = ledger.taken++;
    PendingEvent ready;
    try {
      ready = destination.prepare(sequence, event);
    } catch (
        Throwable thrown) { // the key function is the host's; nothing it throws ends the engine
      giveUp(event, sequence, Reason.NOT_ENCODABLE, thrown, now);
      return;
    }
    if (ready.sizeBytes() > maxEventBytes) {
      deadLetters.giveUp(ready, Reason.TOO_LARGE, tooLarge(ready), now);
    } else {
      lanes.add(ready);
    }
  }

  /** Gives up what is still in the queue, when the engine ends; returns how many events. */
  int giveUpRest(Throwable cause, long now) {
    int events = 0;
    MaestroEvent event = intake.takeStrictly();
    while (event != null) {
      giveUp(event, ledger.taken++, Reason.CLOSED, cause, now);
      events++;
      event = intake.takeStrictly();
    }
    return events;
  }

  private void giveUp(MaestroEvent event, long sequence, Reason reason, Throwable cause, long now) {
    deadLetters.giveUp(new PendingEvent(sequence, event, "", null), reason, cause, now);
  }

  private Throwable tooLarge(PendingEvent event) {
    return new IllegalArgumentException(
        "The event has "
            + event.sizeBytes()
            + " bytes, the destination takes at most "
            + maxEventBytes);
  }
}
