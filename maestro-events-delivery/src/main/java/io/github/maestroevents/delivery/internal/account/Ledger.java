package io.github.maestroevents.delivery.internal.account;

import io.github.maestroevents.delivery.internal.intake.Intake;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the delivery thread has counted, and the one place where the balance is written. Every
 * method is a step of an event. Confined to the delivery thread, but for {@link #stats}: {@link
 * #publish} makes a consistent copy visible to everybody else.
 */
public final class Ledger {

  private long taken;
  private long nextSequence = 1;
  private long recovered;
  private long delivered;
  private long deadLettered;
  private long filtered;
  private long handedBack;
  private long droppedByJournal;
  private long discarded;
  private long quarantined;
  private long journaled;
  private long parked;
  private long spilled;
  private long spilling;
  private long spillingBytes;
  private long heldBytes;
  private long inFlight;
  private long retried;
  private long retriedInDoubt;
  private long batches;
  private long oldestQueuedNanos;
  private final Residents residents = new Residents();

  /** Publishes a turn's result from the delivery thread to readers of statistics. */
  private volatile Entry published = entry(Waiting.NOTHING);

  // Into the engine.

  /** The sequence the next event from the queue has, unless numbers are left out. */
  public long nextSequence() {
    return nextSequence;
  }

  /** Numbers below this one are used up, or left out. */
  public void numberOnFrom(long next) {
    nextSequence = next;
  }

  /** An event was taken out of the queue; its bytes are held from now on. */
  public void takenUp(PendingEvent event) {
    taken++;
    comes(event);
  }

  /** Which of the events in the queue was seen there first, at the beginning of a turn. */
  public void oldestQueued(long nanos) {
    oldestQueuedNanos = nanos;
  }

  /** Events were taken out of the queue that are on disk alone. */
  public void takenUpOnDisk(long events) {
    taken += events;
    journaled += events;
    spilled += events;
  }

  /** Events were found in the journal: from earlier, or from a dead neighbour. */
  public void recovered(long events) {
    recovered += events;
    journaled += events;
  }

  // Through the engine.

  /** A batch goes to the destination. */
  public void dispatched(int events) {
    inFlight += events;
    batches++;
  }

  /** An event of a batch has departed. */
  public void landed() {
    inFlight--;
  }

  /** Events of a batch wait again: for another attempt, or for the end. */
  public void landed(int events) {
    inFlight -= events;
  }

  /**
   * An attempt has failed, and there will be another.
   *
   * @param inDoubt whether the event may have arrived all the same
   */
  public void retried(boolean inDoubt) {
    retried++;
    retriedInDoubt += inDoubt ? 1 : 0;
  }

  /** An event is to be written. */
  public void beginSpilling(PendingEvent event) {
    spilling++;
    spillingBytes += event.sizeBytes();
  }

  /** An event that was to be written is written, or goes another way. */
  public void endSpilling(PendingEvent event) {
    spilling--;
    spillingBytes -= event.sizeBytes();
  }

  /** An event that is on disk leaves memory. */
  public void movedToDisk(PendingEvent event) {
    goes(event);
    journaled++;
    spilled++;
  }

  /** An event that is on disk alone is passed by those behind it. */
  public void parked() {
    parked++;
  }

  /** An event that was parked is read again, or lost. */
  public void parkedNoMore() {
    parked--;
  }

  /** An event that was on disk alone is in memory again. */
  public void recalled(PendingEvent event) {
    journaled--;
    comes(event);
  }

  // Out of the engine.

  /** The destination has acknowledged an event. */
  public void delivered(PendingEvent event) {
    delivered++;
    goes(event);
  }

  /** An event was given up and goes to the dead-letter handler. */
  public void deadLettered(PendingEvent event) {
    deadLettered++;
    goes(event);
  }

  /** A filter or transformer held an event back. */
  public void filtered(PendingEvent event) {
    filtered++;
    goes(event);
  }

  /** An event went back to the caller who still owned it. */
  public void handedBack(PendingEvent event) {
    handedBack++;
    goes(event);
  }

  /** An event was dropped because the journal was full; it counts as never accepted. */
  public void droppedByJournal(PendingEvent event) {
    droppedByJournal++;
    goes(event);
  }

  /** An event that was recalled has made room on disk for newer ones. */
  public void discarded(PendingEvent event) {
    discarded++;
    goes(event);
  }

  /** The journal could not give events back that were on disk alone. */
  public void quarantined(long events) {
    journaled -= events;
    quarantined += events;
  }

  private void comes(PendingEvent event) {
    heldBytes += event.sizeBytes();
    residents.add(event);
  }

  private void goes(PendingEvent event) {
    heldBytes -= event.sizeBytes();
    residents.remove(event);
  }

  // What others decide by.

  /** Events taken out of the queue so far. */
  public long taken() {
    return taken;
  }

  /** Events the destination has acknowledged so far. */
  public long delivered() {
    return delivered;
  }

  /** Events given up so far. */
  public long deadLettered() {
    return deadLettered;
  }

  /** Accepted events that the destination will never get. */
  public long lost() {
    return deadLettered + discarded + quarantined;
  }

  /** Events dropped because the journal was full. */
  public long droppedByJournal() {
    return droppedByJournal;
  }

  /** Events that lie in the journal and not in memory. */
  public long journaled() {
    return journaled;
  }

  /** Of those, the ones that stand in the way of everything behind them: all but the parked. */
  public long behind() {
    return journaled - parked;
  }

  /** Events in memory that wait for the journal to write them. */
  public long spilling() {
    return spilling;
  }

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

  /** Whether another event may be held in memory. */
  public boolean hasRoom(InFlightPolicy bounds) {
    return roomEvents(bounds) > 0 && roomBytes(bounds) > 0;
  }

  /** How many more events may be held in memory; those that wait for the journal do not count. */
  public long roomEvents(InFlightPolicy bounds) {
    return bounds.maxEvents() - (held() - journaled - spilling);
  }

  /** How many more bytes may be held in memory; those that wait for the journal do not count. */
  public long roomBytes(InFlightPolicy bounds) {
    return bounds.maxBytes() - (heldBytes - spillingBytes);
  }

  /** Makes what was counted visible to readers of statistics, with what the lanes hold. */
  public void publish(Waiting waiting) {
    published = entry(waiting);
  }

  private Entry entry(Waiting waiting) {
    PendingEvent oldest = residents.oldest();
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
        waiting.events() + spilling,
        waiting,
        inFlight,
        journaled,
        parked,
        spilled,
        retried,
        retriedInDoubt,
        batches,
        heldBytes,
        oldest == null ? null : oldest.seenNanos,
        oldestQueuedNanos);
  }

  /**
   * The state of the last turn together with what the intake has counted since. The published entry
   * is read first, so that no event is seen taken that was not seen accepted.
   */
  public DeliveryStats stats(Intake intake, Moment moment) {
    Entry entry = published;
    long accepted = intake.accepted();
    return new LedgerStats(
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
        entry.parked,
        entry.spilled,
        entry.retried,
        entry.retriedInDoubt,
        entry.batches,
        entry.heldBytes,
        moment.circuit(),
        moment.circuitSince(),
        moment.paused(),
        moment.lastTurn(),
        moment.turnAge(),
        moment.ended(),
        moment.journal().oldest(),
        oldestInMemory(entry, accepted, moment),
        moment.lastDrop(),
        moment.lastLoss(),
        intake.capacity(),
        entry.dropped,
        intake.rejectedFull(),
        intake.rejectedClosed(),
        entry.inLanes.behindInFlight(),
        entry.inLanes.backingOff(),
        entry.inLanes.backingOff() == 0 ? null : moment.timeOf(entry.inLanes.nextRetryNanos()),
        moment.journal().events(),
        moment.journal().bytes(),
        moment.journal().maxBytes());
  }

  /** Of what the delivery thread holds, and of what it has seen in the queue. */
  private static @Nullable Instant oldestInMemory(Entry entry, long accepted, Moment moment) {
    Long held = entry.oldestNanos;
    if (accepted == entry.taken) {
      return held == null ? null : moment.timeOf(held);
    }
    long queued = entry.oldestQueuedNanos;
    return moment.timeOf(held == null || held - queued > 0 ? queued : held);
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
      Waiting inLanes,
      long inFlight,
      long journaled,
      long parked,
      long spilled,
      long retried,
      long retriedInDoubt,
      long batches,
      long heldBytes,
      @Nullable Long oldestNanos,
      long oldestQueuedNanos) {}
}
