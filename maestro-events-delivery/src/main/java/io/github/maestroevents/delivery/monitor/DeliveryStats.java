package io.github.maestroevents.delivery.monitor;

import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.policy.AcceptanceLevel;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.policy.OverflowPolicy;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where every event is that was ever offered to a publisher: a snapshot, cheap to take from any
 * thread. Two sums always hold (the conservation law):
 *
 * <pre>
 * offered              = accepted + rejected + dropped
 * accepted + recovered = delivered + deadLettered + filtered + discarded + quarantined
 *                      + queued + waiting + inFlight + journaled
 * </pre>
 *
 * <p>Hosts only read this interface. The library alone implements it, and later versions may add
 * methods. A snapshot is immutable; two with the same figures are equal.
 */
public interface DeliveryStats {

  /** Events for which {@code send} took responsibility. */
  long accepted();

  /**
   * Events refused with an exception: queue full under {@link OverflowPolicy#REJECT}, publisher
   * closed, not confirmed under {@link AcceptanceLevel#CONFIRMED}, or not written under {@link
   * AcceptanceLevel#JOURNALED}.
   */
  long rejected();

  /**
   * Events dropped because the queue was full, under {@link OverflowPolicy#DROP_NEWEST}, or the
   * journal, under {@link JournalPolicy.WhenFull#DROP_NEWEST}.
   */
  long dropped();

  /**
   * Events found in the journal that this publisher has not put there: left by an earlier one at
   * the start, or by a dead neighbour later.
   */
  long recovered();

  /** Events the destination has acknowledged. */
  long delivered();

  /** Events given up and passed to the {@link DeadLetterHandler}. */
  long deadLettered();

  /** Events that a filter or transformer held back from this destination. */
  long filtered();

  /**
   * Events on disk that made room for newer ones, under {@link JournalPolicy.WhenFull#DROP_OLDEST}.
   */
  long discarded();

  /** Events the journal could not give back; the store has put their bytes aside. */
  long quarantined();

  /** Events in memory that the delivery thread has not taken up yet. */
  long queued();

  /**
   * Events the delivery thread holds: for company, for their turn, for a retry, or for the journal.
   */
  long waiting();

  /** Events handed to the destination and not yet answered. */
  long inFlight();

  /** How many events the queue takes before a further one meets {@link OverflowPolicy}. */
  long queueCapacity();

  /** Events that lie in the journal and not in memory; those in memory may lie there too. */
  long journaled();

  /**
   * Of {@link #journaled}, those that wait for a part of the destination in trouble and let the
   * others pass; not part of the sums.
   */
  long parked();

  /** Of {@link #dropped}, those that the journal had no room for; not part of the sums. */
  long droppedByJournal();

  /** Of {@link #rejected}, those that found the queue full; not part of the sums. */
  long rejectedFull();

  /** Of {@link #rejected}, those that came when the publisher had ended; not part of the sums. */
  long rejectedClosed();

  /**
   * Of {@link #waiting}, those that wait since an older event of their ordering key is in flight.
   */
  long behindInFlight();

  /**
   * Of {@link #waiting}, those that wait for the next attempt, since they, or an older event of
   * their ordering key, failed.
   */
  long backingOff();

  /** When the next of those attempts is due; null if none is. */
  @Nullable Instant nextRetry();

  /**
   * Events that went on to the journal because memory or the destination could not take them; not
   * part of the sums. Under {@link AcceptanceLevel#JOURNALED}, where all events go there first,
   * those that left memory meanwhile.
   */
  long spilled();

  /** Attempts that failed and led to another attempt; not part of the sums. */
  long retried();

  /**
   * Retries of events that may have been delivered all the same, since the attempt before was not
   * answered; not part of the sums. An upper bound of the duplicates that this publisher has made.
   */
  long retriedInDoubt();

  /** Batches handed to the destination so far; not part of the sums. */
  long batches();

  /**
   * Encoded bytes of the events in memory that the delivery thread has taken up, which {@link
   * InFlightPolicy#maxBytes} bounds; not part of the sums.
   */
  long heldBytes();

  /** Whether the destination is being called. */
  CircuitState circuit();

  /**
   * Since when the circuit is closed, or is not: probes that fail begin no new time. Null if it was
   * never anything but closed.
   */
  @Nullable Instant circuitSince();

  /** Whether the host has paused the destination. */
  boolean paused();

  /**
   * When the delivery thread last began a turn, by the time of day at which this snapshot was
   * taken; null before its first turn. To judge whether it is stuck, ask {@link #turnAge()}.
   */
  @Nullable Instant lastTurn();

  /**
   * How long ago the delivery thread began its last turn; before its first turn, how long ago the
   * publisher was built. Counted by the monotonic clock, so that setting the machine's time changes
   * nothing. The thread begins a turn every few milliseconds: a long time means that it is held, by
   * a filter for example, or gone. Null once the publisher has {@link #ended()}, and where there is
   * no delivery thread.
   */
  @Nullable Duration turnAge();

  /**
   * Whether the publisher was closed and has ended: it takes and delivers nothing any more. Of
   * several destinations, whether all have.
   */
  boolean ended();

  /**
   * When the oldest event was accepted that the journal holds, in memory or not; null if it holds
   * none or there is no journal.
   */
  @Nullable Instant oldestJournaled();

  /**
   * Since when the event is in memory that has been there for longest, the queue included, to some
   * milliseconds; null if memory holds none. An event that came back from the journal counts from
   * when it came.
   */
  @Nullable Instant oldestInMemory();

  /** When events were last dropped; null if none ever was. */
  @Nullable Instant lastDrop();

  /**
   * When accepted events were last lost to the destination, to a second: dead-lettered, discarded
   * or quarantined; null if none ever was.
   */
  @Nullable Instant lastLoss();

  /** What the journal holds, in memory or not: events; 0 without a journal. */
  long journalEvents();

  /** What the journal occupies, in bytes, as far as its store can tell; 0 without a journal. */
  long journalBytes();

  /** How many bytes the journal may occupy; 0 if it has no bound, or there is none. */
  long journalMaxBytes();

  /**
   * When the oldest event was accepted that is neither delivered nor given up, in memory or on
   * disk; null if there is none.
   */
  default @Nullable Instant oldestUndelivered() {
    Instant memory = oldestInMemory();
    Instant disk = oldestJournaled();
    return memory == null || (disk != null && disk.isBefore(memory)) ? disk : memory;
  }

  /**
   * Of the events whose fate is sealed, the share that was delivered: delivered / (delivered +
   * deadLettered + dropped + discarded + quarantined), from 0 to 1. 1 if there are none.
   */
  default double successRatio() {
    long lost = deadLettered() + dropped() + discarded() + quarantined();
    return lost == 0 ? 1 : (double) delivered() / (delivered() + lost);
  }

  /** Every call of {@code send} with an event, whatever came of it. */
  default long offered() {
    return accepted() + rejected() + dropped();
  }

  /** Events in the engine's care that are neither delivered nor given up yet. */
  default long undelivered() {
    return queued() + waiting() + inFlight() + journaled();
  }

  /** Whether every event is accounted for. Never false, unless this library has a bug. */
  default boolean balanced() {
    return accepted() + recovered()
        == delivered() + deadLettered() + filtered() + discarded() + quarantined() + undelivered();
  }
}
