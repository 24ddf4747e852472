package io.github.maestroevents.delivery.internal.backlog;

import io.github.maestroevents.delivery.internal.account.Account;
import io.github.maestroevents.delivery.internal.desk.JournalReply.Fetched;
import io.github.maestroevents.delivery.internal.desk.JournalReply.FetchedThese;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.store.JournalEntry;
import java.util.HashSet;
import java.util.Set;

/** What the journal thread has read, and what becomes of it. Confined to the delivery thread. */
final class ReadBack {

  private final Recall recall;
  private final ParkedEvents parked;
  private final Placement placement;
  private final JournalEnd end;
  private final Account account;

  ReadBack(
      Recall recall, ParkedEvents parked, Placement placement, JournalEnd end, Account account) {
    this.recall = recall;
    this.parked = parked;
    this.placement = placement;
    this.end = end;
    this.account = account;
  }

  /** What comes in its turn; true if it was discarded to make room. */
  boolean fetched(Fetched fetched, long now) {
    account.journalLog().works();
    boolean discards = fetched.asked().discards();
    if (end.hasBegun() && !discards) {
      return false; // what was read stays where it is
    }
    recall.fetched(fetched);
    for (JournalEntry entry : fetched.entries()) {
      boolean isForgotten = fetched.asked().forgets(entry.sequence());
      if (parked.holds(entry)) {
        parkedMeanwhile(entry, isForgotten, now);
      } else if (!recall.counts(entry)) {
        recall.pass(entry); // in memory, or its sender's
      } else if (isForgotten) {
        account.departures().discarded(recall.take(entry, now));
      } else {
        placement.read(recall.take(entry, now), now);
      }
    }
    return discarded(discards, fetched.entries().size(), now);
  }

  /** It was parked since it was asked for: it stays there, unless the journal has forgotten it. */
  private void parkedMeanwhile(JournalEntry entry, boolean isForgotten, long now) {
    recall.pass(entry);
    if (isForgotten) {
      account.departures().discarded(recall.takeParked(entry, now));
    }
  }

  /** What was parked; true if it was discarded to make room. */
  boolean fetchedThese(FetchedThese fetched, long now) {
    account.journalLog().works();
    boolean discards = fetched.asked().discards();
    if (end.hasBegun() && !discards) {
      return false; // what was read stays where it is
    }
    recall.answered();
    Set<Long> missing = new HashSet<>(fetched.asked().sequences());
    missing.removeIf(sequence -> sequence > fetched.upTo());
    for (JournalEntry entry : fetched.entries()) {
      missing.remove(entry.sequence());
      PendingEvent event = recall.takeParked(entry, now);
      if (discards) {
        account.departures().discarded(event);
      } else {
        placement.tryAgain(event, now);
      }
    }
    missing.forEach(recall::lostParked);
    if (parked.isEmpty()) {
      account.journalLog().parkedNoMore();
    }
    return discarded(discards, fetched.entries().size(), now);
  }

  private boolean discarded(boolean discards, int entries, long now) {
    if (discards) {
      account.journalLog().discarded(entries, now);
    }
    return discards;
  }
}
