package io.github.maestroevents.delivery.internal.backlog;

import io.github.maestroevents.delivery.internal.account.Account;
import io.github.maestroevents.delivery.internal.account.Ledger;
import io.github.maestroevents.delivery.internal.desk.Fetch;
import io.github.maestroevents.delivery.internal.desk.JournalDesk;
import io.github.maestroevents.delivery.internal.desk.JournalReply.Fetched;
import io.github.maestroevents.delivery.internal.intake.Sequences;
import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The way back from the journal: what is on disk alone is read in order as memory has room, or
 * discarded to make room there. Confined to the delivery thread.
 */
final class Recall {

  private final JournalDesk desk;
  private final JournalPolicy policy;
  private final InFlightPolicy bounds;
  private final Ledger ledger;
  private final Account account;
  private final ParkedEvents parked;

  /** Who waits for the outcome of an event that is on disk alone; small, but one for each. */
  private final Map<Long, CompletableFuture<DeliveryOutcome>> promises = new HashMap<>();

  /** Sequences an attempt to write has failed for: they may be there, and do not count. */
  private final SequenceRanges stray = new SequenceRanges();

  /**
   * Sequences set apart for an adoption that failed: they may be there, and nobody counted them.
   */
  private final SequenceRanges uncounted = new SequenceRanges();

  /** Sequences beyond the cursor that were in memory before they were written, and were parked. */
  private final SequenceRanges parkedAhead = new SequenceRanges();

  /** Whether there may be uncounted entries: the journal is to be read to its end. */
  private boolean unsure;

  /** Everything written with a sequence up to this one has been in memory. */
  private long cursor;

  /** The largest sequence that was written after it had been in memory. */
  private long lastThere;

  private boolean fetching;
  private boolean fails;
  private long retryNanos;

  /**
   * For how many events the oldest on disk are to make room; 0 for none. A quarter of what is there
   * goes at once, at most: the new are written in parts as they fit.
   */
  private long roomEvents;

  private long roomBytes;

  Recall(
      JournalDesk desk,
      JournalPolicy policy,
      InFlightPolicy bounds,
      Account account,
      ParkedEvents parked) {
    this.desk = desk;
    this.policy = policy;
    this.bounds = bounds;
    this.ledger = account.ledger();
    this.account = account;
    this.parked = parked;
  }

  /** Whether an event that has just been written is the next one, and memory has room for it. */
  boolean canSkip(PendingEvent written) {
    // An event that reading has passed would not be read again: a neighbour's events came between,
    // or an attempt to write it had failed and it was there all the same.
    return written.sequence <= cursor
        || (ledger.behind() == 0
            && !unsure
            && ledger.roomEvents(bounds) >= 0 // with this event counted
            && ledger.roomBytes(bounds) >= 0);
  }

  /** An event that was in memory is parked: it does not come in its turn. */
  void leaveOut(PendingEvent event) {
    if (event.sequence > cursor) {
      parkedAhead.add(event.sequence, event.sequence);
    }
  }

  /** The event goes on in memory. */
  void skip(PendingEvent written) {
    passed(written.sequence);
  }

  private void passed(long sequence) {
    cursor = Math.max(cursor, sequence);
    stray.removeUpTo(cursor);
    uncounted.removeUpTo(cursor);
    parkedAhead.removeUpTo(cursor);
  }

  void promise(long sequence, CompletableFuture<DeliveryOutcome> outcome) {
    promises.put(sequence, outcome);
  }

  void promiseAll(Map<Long, CompletableFuture<DeliveryOutcome>> more) {
    promises.putAll(more);
  }

  void tellAll(DeliveryOutcome outcome) {
    promises.values().forEach(promise -> promise.complete(outcome));
    promises.clear();
  }

  /** An attempt to write it failed; it may be there all the same. */
  void mayBeThere(PendingEvent event) {
    stray.add(event.sequence, event.sequence);
  }

  /** It is there now. */
  void isThere(PendingEvent event) {
    stray.remove(event.sequence);
    lastThere = Math.max(lastThere, event.sequence);
  }

  /** An adoption failed; what it was to number from {@code first} on may be there. */
  void adoptionFailed(long first) {
    uncounted.add(first, first + Sequences.RANGE - 1);
    unsure = true;
  }

  /** New events want the oldest on disk to make room. */
  void makeRoom(long events, long bytes) {
    roomEvents = events;
    roomBytes = bytes;
  }

  void failed(long now) {
    fetching = false;
    fails = true;
    parked.notRead();
    retryNanos = now + TimeLimits.JOURNAL_RETRY_NANOS;
  }

  /** Asks for what is next, if memory has room. */
  void ask(long now) {
    if (fetching || (fails && now - retryNanos < 0)) {
      return;
    }
    if (ledger.behind() == 0 && !unsure) {
      passed(lastThere); // nothing is to be read in its turn
    }
    Fetch fetch = roomEvents > 0 ? toDiscard() : toRead(now);
    if (fetch != null) {
      fetching = true;
      desk.fetch(fetch);
    }
  }

  /** The parked are the oldest. */
  private @Nullable Fetch toDiscard() {
    long events = roomEvents;
    roomEvents = 0;
    Fetch oldestParked = parked.oldest(events);
    if (oldestParked != null || (ledger.behind() == 0 && !unsure)) {
      return oldestParked; // the rest is in memory too, and makes room when it is delivered
    }
    long most = Math.max(1, Math.min(JournalPolicy.MAX_EVENTS, ledger.behind() / 4));
    return new Fetch.Next(
        cursor,
        (int) Math.min(events, most),
        Math.max(1, roomBytes),
        true,
        parkedAhead.copy()::contains);
  }

  /** What is parked is read in between, so that neither waits for the other. */
  private @Nullable Fetch toRead(long now) {
    long events = Math.min(policy.readAheadEvents(), ledger.roomEvents(bounds));
    long bytes = Math.min(policy.readAheadBytes(), ledger.roomBytes(bounds));
    if (bytes <= 0) {
      return null;
    }
    Fetch ofParked = parked.fetch(events, bytes, now);
    if (ofParked != null) {
      return ofParked;
    }
    int worthwhile = Math.max(1, Math.min(policy.readAheadEvents(), bounds.maxEvents() / 4));
    boolean isThereMore = ledger.behind() > 0 || unsure;
    return isThereMore && events >= worthwhile
        ? Fetch.Next.toRead(cursor, (int) events, bytes)
        : null;
  }

  /** What came back; each entry that counts is then taken by {@link #take}. */
  void fetched(Fetched fetched) {
    answered();
    if (fetched.entries().isEmpty()) {
      unsure = false;
      missing();
    }
  }

  /** What was asked for has come. */
  void answered() {
    fetching = false;
    fails = false;
  }

  /** Whether an entry counts: not so one that its sender has back, or that memory holds. */
  boolean counts(JournalEntry entry) {
    boolean counts = !stray.contains(entry.sequence()) && !parkedAhead.contains(entry.sequence());
    if (counts && (ledger.behind() == 0 || uncounted.contains(entry.sequence()))) {
      ledger.recovered(1);
      account.flushes().joined(entry.sequence(), 1);
    }
    return counts;
  }

  /** Takes the entry off what is on disk alone; returns it as it travels on. */
  PendingEvent take(JournalEntry entry, long now) {
    passed(entry.sequence());
    return recalled(entry, now);
  }

  /** Takes an entry that was parked off what is on disk alone, without passing those before it. */
  PendingEvent takeParked(JournalEntry entry, long now) {
    parked.found(entry);
    return recalled(entry, now);
  }

  private PendingEvent recalled(JournalEntry entry, long now) {
    PendingEvent event = PendingEvent.recalled(entry, promises.remove(entry.sequence()));
    event.takenUpNanos = now; // not from the time of day on disk, which may have jumped since
    event.seenNanos = now;
    ledger.recalled(event);
    return event;
  }

  /** A parked event is not in the journal any more. */
  void lostParked(long sequence) {
    parked.lost(sequence);
    lost(1);
    CompletableFuture<DeliveryOutcome> promise = promises.remove(sequence);
    if (promise != null) {
      boolean unused = tellLost(promise);
    }
  }

  void pass(JournalEntry entry) {
    passed(entry.sequence());
  }

  /** The journal has been read to its end, and not all was there that should be. */
  private void missing() {
    long missing = ledger.behind();
    if (missing > 0) {
      lost(missing);
      List<Long> stillThere = parked.sequences();
      promises
          .entrySet()
          .removeIf(
              promise ->
                  Collections.binarySearch(stillThere, promise.getKey()) < 0
                      && tellLost(promise.getValue()));
    }
  }

  private void lost(long events) {
    ledger.quarantined(events);
    account.flushes().lost(events);
    account.journalLog().missing(events);
  }

  private static boolean tellLost(CompletableFuture<DeliveryOutcome> promise) {
    promise.complete(
        DeliveryOutcome.rejected(
            new JournalException("The journal could not give the event back")));
    return true;
  }
}
