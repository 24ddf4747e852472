package io.github.maestroevents.delivery.internal.backlog;

import io.github.maestroevents.delivery.internal.account.Account;
import io.github.maestroevents.delivery.internal.account.JournalLog;
import io.github.maestroevents.delivery.internal.account.Ledger;
import io.github.maestroevents.delivery.internal.desk.JournalDesk;
import io.github.maestroevents.delivery.internal.desk.JournalReply;
import io.github.maestroevents.delivery.internal.flight.Lanes;
import io.github.maestroevents.delivery.internal.flight.Settlement;
import io.github.maestroevents.delivery.internal.intake.Preparation;
import io.github.maestroevents.delivery.internal.intake.Sequences;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy;
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

  private final JournalDesk desk;
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
  private final Spilling spilling;
  private final Recall recall;
  private final JournalEnd end;
  private boolean awaitsLastCommit;

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
    this.spilling = new Spilling(desk, policy, bounds, lanes, spill, parked, recall, account);
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
    boolean parks = parked.takes(event, now);
    if (parks) {
      spilling.divert(event, now);
    }
    return parks;
  }

  @Override
  public void beginTurn(long now) {
    parked.beginTurn(!spilling.isFull(), now);
  }

  @Override
  public void park(long now) {
    PendingEvent event = lanes.nextToPark();
    while (event != null) {
      if (event.written) {
        recall.leaveOut(event);
        placement.park(event, now);
      } else {
        spilling.divertOlder(event, now);
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
      if (readBack.fetched(fetched, now)) {
        spilling.roomIsMade(now);
      }
    } else if (reply instanceof JournalReply.FetchedThese these) {
      if (readBack.fetchedThese(these, now)) {
        spilling.roomIsMade(now);
      }
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
    log.works();
    for (PendingEvent event : spilling.written(events)) {
      event.markWritten();
      recall.isThere(event);
      ledger.endSpilling(event);
      placement.place(event, now);
      parked.expectNoMore(event);
    }
  }

  private void notWritten(JournalReply.NotWritten failed, long now) {
    if (failed.cause() instanceof JournalFullException) {
      log.full(failed.cause(), now);
    } else {
      log.failed(failed.cause(), now);
      for (PendingEvent event : failed.events()) {
        event.toForget = true;
        recall.mayBeThere(event);
      }
    }
    if (end.hasBegun()) {
      spill.notWritten();
      end.giveUpSpill(now);
    } else {
      spilling.notWritten(failed, now);
    }
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
    spilling.bypass(trouble.getAsBoolean(), now);
  }

  @Override
  public void ask(long now) {
    spilling.ask(now);
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
    spilling.stop();
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
