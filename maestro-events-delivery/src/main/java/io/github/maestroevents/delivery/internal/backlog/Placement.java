package io.github.maestroevents.delivery.internal.backlog;

import io.github.maestroevents.delivery.internal.account.Account;
import io.github.maestroevents.delivery.internal.flight.Lanes;
import io.github.maestroevents.delivery.internal.intake.Preparation;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;

/**
 * Where an event goes that the journal has: to its lane, or to where it lies on disk, alone from
 * now on. Confined to the delivery thread.
 */
final class Placement {

  private final Lanes lanes;
  private final ParkedEvents parked;
  private final Recall recall;
  private final JournalEnd end;
  private final Preparation preparation;
  private final Account account;

  Placement(
      Lanes lanes,
      ParkedEvents parked,
      Recall recall,
      JournalEnd end,
      Preparation preparation,
      Account account) {
    this.lanes = lanes;
    this.parked = parked;
    this.recall = recall;
    this.end = end;
    this.preparation = preparation;
    this.account = account;
  }

  /** It has just been written, and goes on in memory if there is room and nothing before it. */
  void place(PendingEvent event, long now) {
    if (end.hasBegun()) {
      end.keep(event);
    } else if (event.leftLane) {
      recall.leaveOut(event);
      park(event, now);
    } else if (!recall.canSkip(event)) {
      account.ledger().movedToDisk(event);
      promise(event);
    } else {
      recall.skip(event);
      join(event, now);
    }
  }

  /** It was read in its turn. */
  void read(PendingEvent event, long now) {
    if (isFit(event, now)) {
      join(event, now);
    }
  }

  /**
   * It was parked and has been read to be tried again: whatever is parked of its key is younger.
   */
  void tryAgain(PendingEvent event, long now) {
    if (isFit(event, now)) {
      lanes.addInDoubt(event);
    }
  }

  private boolean isFit(PendingEvent event, long now) {
    preparation.checkSize(event);
    if (event.unfit != null) {
      account.departures().unfit(event, event.unfit, now);
    }
    return event.unfit == null;
  }

  private void join(PendingEvent event, long now) {
    if (parked.takes(event, now)) {
      park(event, now);
    } else {
      lanes.add(event);
    }
  }

  /** It waits on disk and lets the others pass. */
  void park(PendingEvent event, long now) {
    parked.park(event, now);
    promise(event);
  }

  private void promise(PendingEvent event) {
    if (event.outcome != null) {
      recall.promise(event.sequence, event.outcome);
    }
  }
}
