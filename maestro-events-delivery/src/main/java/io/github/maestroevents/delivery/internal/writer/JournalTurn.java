package io.github.maestroevents.delivery.internal.writer;

import io.github.maestroevents.delivery.internal.desk.Fetch;
import io.github.maestroevents.delivery.internal.desk.JournalDesk;
import io.github.maestroevents.delivery.internal.desk.JournalReply;
import io.github.maestroevents.delivery.internal.intake.Sequences;
import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.delivery.store.JournalException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The work of the journal thread, one turn at a time: write, read, forget, adopt, as the delivery
 * thread wishes. Plain single-threaded code that is told the time; the only caller of the {@link
 * EventJournal}.
 */
public final class JournalTurn {

  private final EventJournal journal;
  private final Reading reading;
  private final JournalPolicy policy;
  private final DeliveryClock clock;
  private final JournalDesk desk;
  private final Sequences sequences;

  /** Closes the journal, and never throws. */
  private final Runnable closeJournal;

  /** Null under SPILL, where the delivery thread takes from the queue. */
  private final @Nullable GroupCommit commits;

  /** Requests under way: kept until they are answered, also by a turn that fails. */
  private @Nullable List<PendingEvent> toWrite;

  private @Nullable Fetch toFetch;

  /** What a closing publisher has left; null while it is open. */
  private @Nullable LastWrites last;

  private final List<long[]> toForget = new ArrayList<>();
  private long forgetRetryNanos;
  private long nextAdoptNanos;
  private boolean finished;

  /**
   * The turns of one journal.
   *
   * @param closeJournal closes it, and never throws; called once, at the end
   * @param commits null under SPILL
   */
  public JournalTurn(
      EventJournal journal,
      Runnable closeJournal,
      JournalPolicy policy,
      DeliveryClock clock,
      JournalDesk desk,
      Sequences sequences,
      @Nullable GroupCommit commits) {
    this.journal = journal;
    this.reading = new Reading(journal);
    this.closeJournal = closeJournal;
    this.policy = policy;
    this.clock = clock;
    this.desk = desk;
    this.sequences = sequences;
    this.commits = commits;
    this.nextAdoptNanos = clock.nanoTime();
    this.forgetRetryNanos = nextAdoptNanos;
  }

  /**
   * One turn.
   *
   * @param now the clock's reading
   * @return the reading at which the next turn is due, if no work comes sooner
   */
  public long runOnce(long now) {
    if (desk.isAbandoned()) {
      close();
      return now;
    }
    if (commits != null) {
      commits.run(now);
    }
    write();
    fetch(now);
    forget(now);
    adopt(now);
    end(now);
    return nextDueNanos();
  }

  boolean isFinished() {
    return finished;
  }

  boolean hasWork() {
    if (last != null) {
      return desk.isAbandoned(); // else it waits for its next attempt
    }
    return toWrite != null
        || toFetch != null
        || desk.hasRequest()
        || (commits != null && commits.hasWork())
        || (desk.leftOver() != null && isDone(commits));
  }

  /** Whether nothing is left that goes before what a closing publisher leaves. */
  private static boolean isDone(@Nullable GroupCommit commits) {
    return commits == null || commits.isEmpty();
  }

  private long nextDueNanos() {
    if (last != null) {
      return last.retryNanos();
    }
    long due = commits == null ? nextAdoptNanos : commits.nextDueNanos(nextAdoptNanos);
    return toForget.isEmpty() || forgetRetryNanos - due > 0 ? due : forgetRetryNanos;
  }

  private void write() {
    List<PendingEvent> events = toWrite == null ? desk.takeWrite() : toWrite;
    toWrite = events;
    if (events == null) {
      return;
    }
    FittingWrite write = FittingWrite.of(journal, entries(events));
    if (write.written() > 0) {
      desk.reply(new JournalReply.Written(events.subList(0, write.written())));
    }
    toWrite = null;
    if (write.failure() != null) {
      desk.reply(
          new JournalReply.NotWritten(
              events.subList(write.written(), events.size()),
              write.failure(),
              FittingWrite.bytesToDiscard(journal, write.failure())));
    }
  }

  private List<JournalEntry> entries(List<PendingEvent> events) {
    Instant time = clock.now();
    long now = clock.nanoTime();
    return events.stream().map(event -> event.toEntry(time, now)).toList();
  }

  private void fetch(long now) {
    Fetch fetch = toFetch == null ? desk.takeFetch() : toFetch;
    toFetch = fetch;
    if (fetch == null) {
      return;
    }
    try {
      JournalReply reply = reading.read(fetch);
      if (fetch.discards()) {
        roomWasMade(now);
      }
      desk.reply(reply);
    } catch (Throwable thrown) { // the store's code, or a disk that fails
      desk.reply(new JournalReply.NotFetched(thrown));
    }
    toFetch = null;
  }

  private void roomWasMade(long now) {
    if (commits != null) {
      commits.roomWasMade(now);
    }
  }

  private void forget(long now) {
    takeAcknowledged();
    if (toForget.isEmpty() || forgetRetryNanos - now > 0) {
      return;
    }
    try {
      forgetAll();
      roomWasMade(now);
    } catch (Throwable thrown) { // kept, and tried again: at worst the events are delivered twice
      forgetRetryNanos = now + TimeLimits.FORGET_RETRY_NANOS;
      desk.reply(new JournalReply.Failed(thrown));
    }
  }

  private void takeAcknowledged() {
    long[] more = desk.takeAcknowledged();
    while (more != null) {
      toForget.add(more);
      more = desk.takeAcknowledged();
    }
  }

  private void forgetAll() {
    journal.acknowledge(toForget.stream().flatMapToLong(Arrays::stream).toArray());
    toForget.clear();
  }

  /**
   * Not while events that have their numbers wait to be written: the reading in its turn would pass
   * them with the neighbours' events, which have higher numbers, and never come back.
   */
  private void adopt(long now) {
    if (nextAdoptNanos - now > 0) {
      return;
    }
    if (commits != null && commits.holdsNumbered()) {
      nextAdoptNanos = now + TimeLimits.ROOM_RETRY_NANOS;
      return;
    }
    nextAdoptNanos = now + policy.adoptInterval().toNanos();
    long first = sequences.reserve();
    try {
      int adopted = journal.adopt(first);
      sequences.giveBack(first, adopted);
      if (adopted > 0) {
        desk.reply(new JournalReply.Adopted(first, adopted));
      }
    } catch (Throwable thrown) { // the range is not given back: some of it may be in use
      desk.reply(new JournalReply.NotAdopted(first, thrown));
    }
  }

  /** When the publisher has closed and nothing is left to take: writes what it left, and closes. */
  private void end(long now) {
    List<PendingEvent> leftOver = desk.leftOver();
    if (leftOver == null) {
      return;
    }
    if (commits != null) {
      commits.refuseRest();
    }
    if (!isDone(commits)) {
      return;
    }
    if (last == null) {
      last = new LastWrites(journal, policy, desk, this::entries, leftOver, now);
    }
    if (!last.run(now)) {
      return;
    }
    takeAcknowledged(); // what came in before the last request, and after this turn had looked
    try {
      forgetAll();
      journal.acknowledge(new long[0]); // what has waited for its dead letters so far
    } catch (Throwable thrown) { // these are delivered once more
      desk.reply(new JournalReply.Failed(thrown));
    }
    close();
    desk.reply(new JournalReply.Ended(last.written(), last.notWritten()));
  }

  private void close() {
    finished = true;
    closeJournal.run();
  }

  /**
   * The thread ends though the last turn has not been: what it has in hand goes back, and whatever
   * fails on the way, the journal is closed. Journal thread.
   */
  public void breakOff() {
    Throwable cause = new JournalException("The thread that writes the journal has ended");
    try {
      giveBack(cause);
    } finally {
      try {
        close();
      } finally {
        desk.fail(cause); // last: after the journal's end is told, nothing is listened to
      }
    }
  }

  private void giveBack(Throwable cause) {
    if (toWrite != null) {
      desk.reply(new JournalReply.NotWritten(toWrite, cause, 0));
    }
    if (toFetch != null) {
      desk.reply(new JournalReply.NotFetched(cause));
    }
    if (commits != null) {
      commits.breakOff(cause);
    }
  }
}
