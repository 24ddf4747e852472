package io.github.maestroevents.delivery.internal.backlog;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.internal.account.Account;
import io.github.maestroevents.delivery.internal.account.Ledger;
import io.github.maestroevents.delivery.internal.desk.JournalDesk;
import io.github.maestroevents.delivery.internal.desk.JournalReply;
import io.github.maestroevents.delivery.internal.flight.Lanes;
import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy.WhenFull;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.delivery.store.JournalFullException;
import java.util.List;

/**
 * The way into the journal: when what gathers is written, and where it goes instead while the
 * journal fails or is full. Confined to the delivery thread.
 */
final class Spilling {

  private static final String CROWDED =
      "Events of its ordering key wait for a part in trouble, and the journal takes no more";

  private final JournalDesk desk;
  private final JournalPolicy policy;
  private final InFlightPolicy bounds;
  private final Lanes lanes;
  private final Spill spill;
  private final ParkedEvents parked;
  private final Recall recall;
  private final Account account;
  private final Ledger ledger;
  private boolean fails;
  private boolean isFull;
  private long retryNanos;
  private boolean hasStopped;

  Spilling(
      JournalDesk desk,
      JournalPolicy policy,
      InFlightPolicy bounds,
      Lanes lanes,
      Spill spill,
      ParkedEvents parked,
      Recall recall,
      Account account) {
    this.desk = desk;
    this.policy = policy;
    this.bounds = bounds;
    this.lanes = lanes;
    this.spill = spill;
    this.parked = parked;
    this.recall = recall;
    this.account = account;
    this.ledger = account.ledger();
  }

  /** Whether the journal has said that it takes no more. */
  boolean isFull() {
    return isFull;
  }

  /** A new event waits on disk for its part; it is given up where there is no room to. */
  void divert(PendingEvent event, long now) {
    if (spill.hasRoomToPark()) {
      parked.expect(event);
      spill.add(event);
    } else {
      crowdOut(event, now);
    }
  }

  /** An event that has left its lane waits on disk, or is given up, as a new one. */
  void divertOlder(PendingEvent event, long now) {
    if (spill.hasRoomToPark()) {
      parked.expectOlder(event);
      spill.add(event);
    } else {
      crowdOut(event, now);
    }
  }

  /** The journal has taken these; each still counts as spilling. */
  List<PendingEvent> written(int events) {
    fails = false;
    isFull = false;
    return spill.written(events);
  }

  /**
   * The journal has not taken what it was to write, which gathers again. Where it is full and
   * discards its oldest, it is asked to; if nothing is on disk alone, events go on in memory.
   */
  void notWritten(JournalReply.NotWritten failed, long now) {
    boolean full = failed.cause() instanceof JournalFullException;
    boolean discards = full && policy.whenFull() == WhenFull.DROP_OLDEST;
    spill.notWritten();
    fails = true;
    isFull = full && !discards;
    retryNanos = now + TimeLimits.JOURNAL_RETRY_NANOS;
    if (discards && ledger.journaled() > 0) {
      makeRoom(failed, now);
    }
  }

  /** Nothing is discarded for an event that is larger than all there is to discard. */
  private void makeRoom(JournalReply.NotWritten failed, long now) {
    PendingEvent first = failed.events().get(0);
    if (first.sizeBytes() > failed.held()) {
      spill.takeOff(first);
      parked.expectNoMore(first);
      account.departures().giveUp(first, DeadLetter.Reason.NOT_JOURNALED, failed.cause(), now);
      retryNanos = now;
    } else {
      recall.makeRoom(spill.gathered(), spill.gatheredBytes());
    }
  }

  /** There is room in the journal again: what gathers need not wait to be tried. */
  void roomIsMade(long now) {
    retryNanos = now;
  }

  /**
   * What the journal need not have, or does not take, goes on in memory as that has room.
   *
   * @param trouble whether memory is not to be trusted with more
   */
  void bypass(boolean trouble, long now) {
    PendingEvent event = spill.firstOther();
    while (event != null
        && !spill.isWriting()
        && (fails || !trouble)
        && ledger.behind() == 0
        && ledger.hasRoom(bounds)) {
      if (parked.holds(event)) {
        parked.expect(event); // behind others of its key
        spill.regather(event);
      } else {
        spill.takeOff(event);
        lanes.add(event);
      }
      event = spill.firstOther();
    }
    giveUpWhatCannotPark(now);
  }

  /** There is no room on disk for what has none in memory. */
  private void giveUpWhatCannotPark(long now) {
    PendingEvent event = spill.firstToPark();
    while (event != null && isFull && parked.othersAreDelivered(now) && !spill.isWriting()) {
      spill.takeOff(event);
      parked.expectNoMore(event);
      crowdOut(event, now);
      event = spill.firstToPark();
    }
  }

  private void crowdOut(PendingEvent event, long now) {
    account
        .departures()
        .giveUp(event, DeadLetter.Reason.CROWDED_OUT, new JournalException(CROWDED), now);
  }

  /** Has the next batch written, if none is on its way and the journal may be asked. */
  void ask(long now) {
    if (!spill.isWriting() && !spill.isWaitedFor() && ledger.behind() == 0) {
      releaseWhatNeedNotPark(now); // no older event of its key is elsewhere
    }
    if (spill.hasGathered()
        && !spill.isWriting()
        && (!fails || now - retryNanos >= 0)
        && !hasStopped) {
      desk.write(spill.beginWriting());
    }
  }

  /** Its key has no older event on disk any more: it goes on in memory. */
  private void releaseWhatNeedNotPark(long now) {
    for (PendingEvent event : spill.toPark()) {
      if (!parked.takes(event, now) && ledger.hasRoom(bounds)) {
        spill.takeOff(event);
        parked.expectNoMore(event);
        lanes.add(event);
      }
    }
  }

  /** Nothing more is written from here; the end does the rest. */
  void stop() {
    hasStopped = true;
  }
}
