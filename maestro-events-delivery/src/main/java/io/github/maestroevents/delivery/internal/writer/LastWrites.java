package io.github.maestroevents.delivery.internal.writer;

import io.github.maestroevents.delivery.internal.desk.JournalDesk;
import io.github.maestroevents.delivery.internal.desk.JournalReply;
import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.delivery.store.JournalFullException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a closing publisher leaves, written in parts as large as a commit may be. What fails is
 * tried again for a while, since nobody else keeps these events. Confined to the journal thread.
 */
final class LastWrites {

  private final EventJournal journal;
  private final JournalPolicy policy;
  private final JournalDesk desk;
  private final Function<List<PendingEvent>, List<JournalEntry>> entries;
  private final List<PendingEvent> events;
  private final long giveUpNanos;
  private final List<PendingEvent> written = new ArrayList<>();
  private final List<PendingEvent> notWritten = new ArrayList<>();
  private int next;
  private long retryNanos;

  LastWrites(
      EventJournal journal,
      JournalPolicy policy,
      JournalDesk desk,
      Function<List<PendingEvent>, List<JournalEntry>> entries,
      List<PendingEvent> events,
      long now) {
    this.journal = journal;
    this.policy = policy;
    this.desk = desk;
    this.entries = entries;
    this.events = events;
    this.giveUpNanos = now + TimeLimits.LAST_WRITES_NANOS;
    this.retryNanos = now;
  }

  /** Writes what it can; true if nothing is left to try. */
  boolean run(long now) {
    if (retryNanos - now > 0) {
      return false;
    }
    while (next < events.size() && !desk.isAbandoned()) {
      List<PendingEvent> part = nextPart();
      FittingWrite write = FittingWrite.of(journal, entries.apply(part));
      written.addAll(part.subList(0, write.written()));
      next += write.written();
      if (write.failure() == null) {
        continue;
      }
      desk.reply(new JournalReply.Failed(write.failure()));
      if (write.failure() instanceof JournalFullException) { // a later and smaller part may fit
        giveUp(part.size() - write.written());
      } else if (giveUpNanos - now <= 0) {
        giveUp(events.size() - next);
      } else {
        retryNanos = now + TimeLimits.LAST_WRITE_RETRY_NANOS;
        return false;
      }
    }
    return true;
  }

  private List<PendingEvent> nextPart() {
    long bytes = 0;
    int end = next;
    while (end < events.size()
        && end - next < policy.maxBatchEvents()
        && (end == next || bytes + events.get(end).sizeBytes() <= policy.maxBatchBytes())) {
      bytes += events.get(end).sizeBytes();
      end++;
    }
    return events.subList(next, end);
  }

  private void giveUp(int more) {
    notWritten.addAll(events.subList(next, next + more));
    next += more;
  }

  long retryNanos() {
    return retryNanos;
  }

  List<PendingEvent> written() {
    return written;
  }

  /** They may be there all the same. */
  List<PendingEvent> notWritten() {
    return notWritten;
  }
}
