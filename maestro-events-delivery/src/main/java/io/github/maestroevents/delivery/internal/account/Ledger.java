package io.github.maestroevents.delivery.internal.account;

import io.github.maestroevents.delivery.internal.intake.Intake;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the delivery thread has counted. Plain fields, written by the delivery thread alone; {@link
 * #publish} makes a consistent copy visible to everybody else.
 */
public final class Ledger {

  /** Events taken out of the queue. */
  public long taken;

  /** The sequence the next event from the queue has, unless numbers are left out. */
  public long nextSequence = 1;

  /** Events found in the journal: from earlier, or from a dead neighbour. */
  public long recovered;

  long delivered;
  long deadLettered;

  /** Events a filter or transformer held back. */
  long filtered;

  /** Events that went back to the caller who still owned them. */
  long handedBack;

  /** Events dropped because the journal was full; they count as never accepted. */
  long droppedByJournal;

  /** Events on disk that made room for newer ones. */
  long discarded;

  /** Events that the journal could not give back. */
  public long quarantined;

  /** Events that lie in the journal and not in memory. */
  public long journaled;

  /** Events in memory that wait for the journal to write them. */
  public long spilling;

  long spillingBytes;

  /** Bytes of the events in memory that were taken up and have not left the engine. */
  public long heldBytes;

  public long retried;
  public long batches;
  public long inFlight;

  /** Publishes a turn's result from the delivery thread to readers of statistics. */
  private volatile Entry published = entry(0);

  /** Events taken up or recovered that have not left the engine. */
  public long held() {
    return taken
        + recovered
        - delivered
        - deadLettered
        - filtered
        - handedBack
        - droppedByJournal
        - discarded
        - quarantined;
  }

  /** Events in memory, but for those that wait for the journal. */
  private long travelling() {
    return held() - journaled - spilling;
  }

  /** Whether another event may be held in memory. */
  public boolean hasRoom(InFlightPolicy bounds) {
    return travelling() < bounds.maxEvents() && heldBytes - spillingBytes < bounds.maxBytes();
  }

  /** How many more events may be held in memory. */
  public long roomEvents(InFlightPolicy bounds) {
    return bounds.maxEvents() - travelling();
  }

  /** How many more bytes may be held in memory. */
  public long roomBytes(InFlightPolicy bounds) {
    return bounds.maxBytes() - (heldBytes - spillingBytes);
  }

  /** An event is to be written. */
  public void beginSpilling(PendingEvent event) {
    spilling++;
    spillingBytes += event.sizeBytes();
  }

  /** It is written, or goes another way. */
  public void endSpilling(PendingEvent event) {
    spilling--;
    spillingBytes -= event.sizeBytes();
  }

  /** An event that is on disk leaves memory. */
  public void moveToDisk(PendingEvent event) {
    heldBytes -= event.sizeBytes();
    journaled++;
  }

  /**
   * Makes what was counted visible to readers of statistics.
   *
   * @param inLanes events the lanes hold
   */
  public void publish(long inLanes) {
    Entry entry = entry(inLanes + spilling);
    if (!entry.equals(published)) {
      published = entry;
    }
  }

  private Entry entry(long waiting) {
    return new Entry(
        taken,
        recovered,
        delivered,
        deadLettered,
        filtered,
        handedBack,
        droppedByJournal,
        discarded,
        quarantined,
        waiting,
        inFlight,
        journaled,
        retried,
        batches);
  }

  /**
   * The state of the last turn together with what the intake has counted since. The published entry
   * is read first, so that no event is seen taken that was not seen accepted.
   */
  public DeliveryStats stats(
      Intake intake, CircuitState circuit, @Nullable Instant oldestJournaled, boolean paused) {
    Entry entry = published;
    long accepted = intake.accepted();
    return new DeliveryStats(
        accepted - entry.handedBack - entry.dropped,
        intake.rejected() + entry.handedBack,
        intake.dropped() + entry.dropped,
        entry.recovered,
        entry.delivered,
        entry.deadLettered,
        entry.filtered,
        entry.discarded,
        entry.quarantined,
        accepted - entry.taken,
        entry.waiting,
        entry.inFlight,
        entry.journaled,
        entry.retried,
        entry.batches,
        circuit,
        oldestJournaled,
        paused);
  }

  private record Entry(
      long taken,
      long recovered,
      long delivered,
      long deadLettered,
      long filtered,
      long handedBack,
      long dropped,
      long discarded,
      long quarantined,
      long waiting,
      long inFlight,
      long journaled,
      long retried,
      long batches) {}
}
