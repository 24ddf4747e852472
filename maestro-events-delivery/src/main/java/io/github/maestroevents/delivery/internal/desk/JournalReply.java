package io.github.maestroevents.delivery.internal.desk;

import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What the journal thread tells the delivery thread, in the order of what it has done. */
public sealed interface JournalReply {

  /**
   * Under JOURNALED: events were taken from the queue, and those that are fit are written.
   *
   * @param first the sequence of the first
   * @param next the sequence behind the last
   * @param events those still in memory, in order, the unfit included
   * @param onDisk how many others are on disk alone, since memory was full of such replies
   * @param promises who waits for the outcome of one of these
   */
  public record Taken(
      long first,
      long next,
      List<PendingEvent> events,
      long onDisk,
      Map<Long, CompletableFuture<DeliveryOutcome>> promises)
      implements JournalReply {

    /** Of those in memory. */
    public long bytes() {
      return events.stream().mapToLong(PendingEvent::sizeBytes).sum();
    }
  }

  /** Under SPILL: the events handed over are written, or the first of them. */
  public record Written(List<PendingEvent> events) implements JournalReply {}

  /**
   * Under SPILL: the events handed over, or the last of them, are not written, or not surely.
   *
   * @param held bytes the journal holds
   */
  public record NotWritten(List<PendingEvent> events, Throwable cause, long held)
      implements JournalReply {}

  /** Under JOURNALED: events wait for room, which the oldest on disk should make. */
  public record Full(long events, long bytes, Throwable cause) implements JournalReply {}

  /** What was asked for and read. */
  public record Fetched(Fetch.Next asked, List<JournalEntry> entries) implements JournalReply {}

  /**
   * Of the entries asked for, those that were found.
   *
   * @param upTo those up to this sequence were looked for
   */
  public record FetchedThese(Fetch.These asked, List<JournalEntry> entries, long upTo)
      implements JournalReply {}

  /** Reading failed. */
  public record NotFetched(Throwable cause) implements JournalReply {}

  /** A dead neighbour's events are in the journal, numbered from {@code first} on. */
  public record Adopted(long first, long events) implements JournalReply {}

  /** An adoption failed, or not surely; {@code first} began the range set apart for it. */
  public record NotAdopted(long first, Throwable cause) implements JournalReply {}

  /** Something that is tried again by itself failed. */
  public record Failed(Throwable cause) implements JournalReply {}

  /** The journal is closed, after it has taken what it could of what was left. */
  public record Ended(List<PendingEvent> written, List<PendingEvent> notWritten)
      implements JournalReply {}
}
