package io.github.maestroevents.delivery.internal.backlog;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.internal.account.Account;
import io.github.maestroevents.delivery.internal.account.Ledger;
import io.github.maestroevents.delivery.internal.desk.JournalDesk;
import io.github.maestroevents.delivery.internal.desk.JournalReply;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What becomes of the events in memory when a publisher with a journal ends: what is written stays
 * on disk, the rest is written first, and only what the journal does not take is given up. Confined
 * to the delivery thread.
 */
final class JournalEnd {

  private final JournalDesk desk;
  private final Account account;
  private final Ledger ledger;
  private final Spill spill;
  private final Recall recall;

  private boolean begun;
  private boolean ended;
  private List<PendingEvent> leftOver = List.of();

  JournalEnd(JournalDesk desk, Account account, Spill spill, Recall recall) {
    this.desk = desk;
    this.account = account;
    this.ledger = account.ledger();
    this.spill = spill;
    this.recall = recall;
  }

  /** Sorts out what is in memory; the journal thread does the rest. */
  void begin(List<PendingEvent> inMemory) {
    begun = true;
    List<PendingEvent> rest = new ArrayList<>();
    for (PendingEvent event : inMemory) {
      if (event.written) {
        keep(event);
      } else {
        ledger.beginSpilling(event);
        rest.add(event);
      }
    }
    while (spill.hasGathered()) {
      PendingEvent event = spill.removeFirst();
      ledger.beginSpilling(event);
      rest.add(event);
    }
    rest.sort(Comparator.comparingLong(event -> event.sequence));
    leftOver = rest;
    if (!account.acknowledgements().isEmpty()) {
      desk.acknowledge(account.acknowledgements().take());
    }
    recall.tellAll(kept());
    desk.leave(rest);
  }

  boolean hasBegun() {
    return begun;
  }

  /** Whether the journal is closed, and every event accounted for. */
  boolean hasEnded() {
    return ended;
  }

  /** An event that is on disk leaves memory for good. */
  void keep(PendingEvent event) {
    ledger.movedToDisk(event);
    if (event.outcome != null) {
      event.tell(kept());
    }
  }

  /** Those who wait for the outcome of events on disk learn that these stay there. */
  void keep(Collection<CompletableFuture<DeliveryOutcome>> promises) {
    promises.forEach(promise -> promise.complete(kept()));
  }

  private DeliveryOutcome kept() {
    return DeliveryOutcome.retryLater(account.departures().closed());
  }

  /** The journal thread has written what it could, and closed the journal. */
  void ended(JournalReply.Ended end, long now) {
    ended = true;
    end.written().forEach(ledger::endSpilling);
    end.written().forEach(this::keep);
    giveUp(end.notWritten(), now);
    account.journalLog().kept(ledger.journaled());
  }

  /** The journal thread hangs in the store: what it was to write is given up instead. */
  void abandon(long now) {
    ended = true;
    desk.abandon();
    account.journalLog().hangs(ledger.spilling());
    giveUp(leftOver, now);
    spill.notWritten();
    giveUpSpill(now);
  }

  /** What the journal has refused while the publisher was ending. */
  void giveUpSpill(long now) {
    while (spill.hasGathered()) {
      PendingEvent event = spill.removeFirst();
      account
          .departures()
          .giveUp(event, DeadLetter.Reason.CLOSED, account.departures().closed(), now);
    }
  }

  private void giveUp(List<PendingEvent> events, long now) {
    Throwable closed = account.departures().closed();
    for (PendingEvent event : events) {
      ledger.endSpilling(event);
      account.departures().giveUp(event, DeadLetter.Reason.CLOSED, closed, now);
    }
  }
}
