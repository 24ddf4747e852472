package io.github.maestroevents.delivery.internal.backlog;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.internal.account.Account;
import io.github.maestroevents.delivery.internal.account.JournalLog;
import io.github.maestroevents.delivery.internal.account.Ledger;
import io.github.maestroevents.delivery.internal.desk.JournalDesk;
import io.github.maestroevents.delivery.internal.desk.JournalReply;
import io.github.maestroevents.delivery.internal.flight.Lanes;
import io.github.maestroevents.delivery.internal.flight.Settlement;
import io.github.maestroevents.delivery.internal.intake.Preparation;
import io.github.maestroevents.delivery.internal.intake.Sequences;
import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy.WhenFull;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.delivery.store.JournalFullException;
import io.github.maestroevents.delivery.store.JournalStats;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The delivery thread's side of the journal: which new events go there, and how those there come
 * back. Confined to the delivery thread; it asks, and the journal thread answers through the {@link
 * JournalDesk}.
 *
 * <p>The order of a key rests on one rule: what is on disk alone is newer than what the lanes hold,
 * and older than what is not on disk yet. So nothing new goes to the lanes while anything is on
 * disk alone or on its way there. The rule holds for all keys together, but for those with {@link
 * ParkedEvents}, for which it holds key by key.
 */
public final class JournalBacklog implements Backlog {

  private static final String CROWDED =
      "Events of its ordering key wait for a part in trouble, and the journal takes no more";

  private final JournalDesk desk;
  private final JournalPolicy policy;
  private final InFlightPolicy bounds;
  private final boolean journalsFirst;
  private final BooleanSupplier trouble;
  private final Runnable releaseQueue;
  private final Lanes lanes;
  private final ParkedEvents parked;
  private final Placement placement;
  private final ReadBack readBack;
  private final Account account;
  private final Ledger ledger;
  private final JournalLog log;
  private final Spill spill;
  private final Recall recall;
  private final JournalEnd end;
  private boolean awaitsLastCommit;
  private boolean writeFails;
  private boolean isFull;
  private long writeRetryNanos;
  private boolean writesNoMore;

  /**
   * Empty, until {@link #recover} counts what is there.
   *
   * @param journalsFirst whether the journal thread takes from the queue, as under JOURNALED
   * @param trouble whether memory is not to be trusted with more
   * @param isAway whether the destination does not take events at present
   * @param releaseQueue takes the queue from the journal thread, should that hang at the end
   */
  public JournalBacklog(
      JournalDesk desk,
      JournalPolicy policy,
      InFlightPolicy bounds,
      boolean journalsFirst,
      Preparation preparation,
      BooleanSupplier trouble,
      BooleanSupplier isAway,
      Runnable releaseQueue,
      Lanes lanes,
      Settlement settlement,
      Account account,
      long now) {
    this.desk = desk;
    this.policy = policy;
    this.bounds = bounds;
    this.journalsFirst = journalsFirst;
    this.trouble = trouble;
    this.releaseQueue = releaseQueue;
    this.lanes = lanes;
    this.account = account;
    this.ledger = account.ledger();
    this.log = account.journalLog();
    this.spill = new Spill(policy, bounds, ledger);
    this.parked = new ParkedEvents(lanes, settlement, bounds, isAway, account, now);
    this.recall = new Recall(desk, policy, bounds, account, parked);
    this.end = new JournalEnd(desk, account, spill, recall);
    this.placement = new Placement(lanes, parked, recall, end, preparation, account);
    this.readBack = new ReadBack(recall, parked, placement, end, account);
  }

  /** Counts what an earlier publisher has left; it is delivered before anything new. */
  public void recover(JournalStats found) {
    ledger.recovered(found.events());
    if (found.events() > 0) {
      log.recovers(found.events(), found.oldest());
    }
  }

  @Override
  public boolean isBehind() {
    return ledger.behind() > 0 || spill.isWaitedFor();
  }

  // What TakeUp asks.

  /** Memory will do again as soon as a last commit is through: so long the queue is left alone. */
  @Override
  public void beginTakeUp() {
    awaitsLastCommit = spill.isWaitedFor() && ledger.behind() == 0 && !trouble.getAsBoolean();
  }

  @Override
  public Route route() {
    if (journalsFirst || awaitsLastCommit) {
      return Route.LEAVE;
    }
    if (isBehind() || trouble.getAsBoolean()) {
      return spill.hasRoom() ? Route.JOURNAL : Route.LEAVE;
    }
    return ledger.hasRoom(bounds) ? Route.LANES : Route.LEAVE;
  }

  @Override
  public void spill(PendingEvent event) {
    spill.add(event);
  }

  @Override
  public boolean diverts(PendingEvent event, long now) {
    if (!parked.takes(event, now)) {
      return false;
    }
    if (spill.hasRoomToPark()) {
      parked.expect(event);
      spill.add(event);
    } else {
      crowdOut(event, now);
    }
    return true;
  }

  @Override
  public void beginTurn(long now) {
    parked.beginTurn(!isFull, now);
  }

  @Override
  public void park(long now) {
    PendingEvent event = lanes.nextToPark();
    while (event != null) {
      if (event.written) {
        recall.leaveOut(event);
        placement.park(event, now);
      } else if (spill.hasRoomToPark()) {
        parked.expectOlder(event);
        spill.add(event);
      } else {
        crowdOut(event, now);
      }
      lanes.parted();
      event = lanes.nextToPark();
    }
  }

  // What the journal thread says.

  @Override
  public void receive(long now) {
    JournalReply reply = desk.next();
    while (reply != null) {
      receive(reply, now);
      reply = desk.next();
    }
  }

  private void receive(JournalReply reply, long now) {
    if (reply instanceof JournalReply.Taken taken) {
      taken(taken, now);
    } else if (reply instanceof JournalReply.Written done) {
      written(done.events().size(), now);
    } else if (reply instanceof JournalReply.NotWritten failed) {
      notWritten(failed, now);
    } else if (reply instanceof JournalReply.Full full) {
      log.full(full.cause(), now);
      recall.makeRoom(full.events(), full.bytes());
    } else if (reply instanceof JournalReply.Fetched fetched) {
      roomIsMade(readBack.fetched(fetched, now), now);
    } else if (reply instanceof JournalReply.FetchedThese these) {
      roomIsMade(readBack.fetchedThese(these, now), now);
    } else if (reply instanceof JournalReply.NotFetched failed) {
      log.failed(failed.cause(), now);
      recall.failed(now);
    } else if (reply instanceof JournalReply.Adopted adopted) {
      adopted(adopted);
    } else if (reply instanceof JournalReply.NotAdopted failed) {
      log.failed(failed.cause(), now);
      recall.adoptionFailed(failed.first());
      numberOnFrom(failed.first() + Sequences.RANGE);
    } else if (reply instanceof JournalReply.Failed failed) {
      log.failed(failed.cause(), now);
    } else if (reply instanceof JournalReply.Ended ended) {
      end.ended(ended, now);
    }
  }

  private void taken(JournalReply.Taken taken, long now) {
    numberOnFrom(taken.first());
    for (PendingEvent event : taken.events()) {
      ledger.takenUp(event);
      if (event.unfit != null) {
        if (event.toForget) {
          recall.mayBeThere(event);
        }
        account.departures().unfit(event, event.unfit, now);
      } else {
        log.works();
        placement.place(event, now);
      }
    }
    ledger.takenUpOnDisk(taken.onDisk());
    ledger.numberOnFrom(taken.next());
    if (end.hasBegun()) {
      end.keep(taken.promises().values());
    } else {
      recall.promiseAll(taken.promises());
    }
    desk.processed(taken);
  }

  /** Numbers up to this one have gone elsewhere. */
  private void numberOnFrom(long next) {
    if (next > ledger.nextSequence()) {
      account.flushes().skipped(ledger.nextSequence(), next - ledger.nextSequence());
      ledger.numberOnFrom(next);
    }
  }

  private void written(int events, long now) {
    writeFails = false;
    isFull = false;
    log.works();
    for (PendingEvent event : spill.written(events)) {
      event.markWritten();
      recall.isThere(event);
      ledger.endSpilling(event);
      placement.place(event, now);
      parked.expectNoMore(event);
    }
  }

  private void notWritten(JournalReply.NotWritten failed, long now) {
    boolean full = failed.cause() instanceof JournalFullException;
    if (full) {
      log.full(failed.cause(), now);
    } else {
      log.failed(failed.cause(), now);
      for (PendingEvent event : failed.events()) {
        event.toForget = true;
        recall.mayBeThere(event);
      }
    }
    spill.notWritten();
    if (end.hasBegun()) {
      end.giveUpSpill(now);
      return;
    }
    writeFails = true;
    isFull = full && policy.whenFull() != WhenFull.DROP_OLDEST;
    writeRetryNanos = now + TimeLimits.JOURNAL_RETRY_NANOS;
    if (full && policy.whenFull() == WhenFull.DROP_OLDEST && ledger.journaled() > 0) {
      makeRoom(failed, now);
    } // if nothing is on disk alone, it goes on in memory
  }

  /** Nothing is discarded for an event that is larger than all there is to discard. */
  private void makeRoom(JournalReply.NotWritten failed, long now) {
    PendingEvent first = failed.events().get(0);
    if (first.sizeBytes() > failed.held()) {
      spill.takeOff(first);
      parked.expectNoMore(first);
      account.departures().giveUp(first, DeadLetter.Reason.NOT_JOURNALED, failed.cause(), now);
      writeRetryNanos = now;
    } else {
      recall.makeRoom(spill.gathered(), spill.gatheredBytes());
    }
  }

  private void roomIsMade(boolean isMade, long now) {
    writeRetryNanos = isMade ? now : writeRetryNanos;
  }

  private void adopted(JournalReply.Adopted adopted) {
    ledger.recovered(adopted.events());
    numberOnFrom(adopted.first() + adopted.events());
    account.flushes().joined(adopted.first(), adopted.events());
    log.adopted(adopted.events());
  }

  // What the journal thread is asked for.

  @Override
  public void bypass(long now) {
    boolean journalIsNoWay = writeFails || !trouble.getAsBoolean();
    PendingEvent event = spill.firstOther();
    while (event != null
        && !spill.isWriting()
        && journalIsNoWay
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

  @Override
  public void ask(long now) {
    if (!spill.isWriting() && !isBehind()) { // else older events of its key may be elsewhere
      releaseWhatNeedNotPark(now);
    }
    if (spill.hasGathered()
        && !spill.isWriting()
        && (!writeFails || now - writeRetryNanos >= 0)
        && !writesNoMore) {
      desk.write(spill.beginWriting());
    }
    if (!end.hasBegun()) {
      recall.ask(now);
    }
    if (account.acknowledgements().areDue(now)) {
      desk.acknowledge(account.acknowledgements().take());
    }
  }

  // The end.

  @Override
  public void stopWriting() {
    writesNoMore = true;
  }

  @Override
  public boolean isWriting() {
    return spill.isWriting();
  }

  @Override
  public boolean hasReply() {
    return desk.hasReply();
  }

  @Override
  public boolean outlivesTheProcess() {
    return true;
  }

  @Override
  public boolean takesTheQueue() {
    return !journalsFirst;
  }

  @Override
  public void leave(List<PendingEvent> inMemory, long now) {
    end.begin(inMemory);
  }

  @Override
  public boolean hasEnded() {
    return end.hasEnded();
  }

  @Override
  public void abandon(long now) {
    releaseQueue.run();
    end.abandon(now);
  }
}
