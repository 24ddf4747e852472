package io.github.maestroevents.delivery.monitor;

import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.policy.AcceptanceLevel;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.policy.OverflowPolicy;
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
 * @param accepted events for which {@code send} took responsibility
 * @param rejected events refused with an exception: queue full under {@link OverflowPolicy#REJECT},
 *     publisher closed, not confirmed under {@link AcceptanceLevel#CONFIRMED}, or not written under
 *     {@link AcceptanceLevel#JOURNALED}
 * @param dropped events dropped because the queue was full, under {@link
 *     OverflowPolicy#DROP_NEWEST}, or the journal, under {@link JournalPolicy.WhenFull#DROP_NEWEST}
 * @param recovered events found in the journal that this publisher has not put there: left by an
 *     earlier one at the start, or by a dead neighbour later
 * @param delivered events the destination has acknowledged
 * @param deadLettered events given up and passed to the {@link DeadLetterHandler}
 * @param filtered events that a filter or transformer held back from this destination
 * @param discarded events on disk that made room for newer ones, under {@link
 *     JournalPolicy.WhenFull#DROP_OLDEST}
 * @param quarantined events the journal could not give back; the store has put their bytes aside
 * @param queued events in memory that the delivery thread has not taken up yet
 * @param waiting events the delivery thread holds: for company, for their turn, for a retry, or for
 *     the journal
 * @param inFlight events handed to the destination and not yet answered
 * @param journaled events that lie in the journal and not in memory; those in memory may lie there
 *     too
 * @param retried attempts that failed and led to another attempt; not part of the sums
 * @param batches batches handed to the destination so far; not part of the sums
 * @param circuit whether the destination is being called
 * @param oldestJournaled when the oldest event was accepted that the journal holds, in memory or
 *     not; null if it holds none or there is no journal
 * @param paused whether the host has paused deliveries
 */
public record DeliveryStats(
    long accepted,
    long rejected,
    long dropped,
    long recovered,
    long delivered,
    long deadLettered,
    long filtered,
    long discarded,
    long quarantined,
    long queued,
    long waiting,
    long inFlight,
    long journaled,
    long retried,
    long batches,
    CircuitState circuit,
    @Nullable Instant oldestJournaled,
    boolean paused) {

  /** Every call of {@code send} with an event, whatever came of it. */
  public long offered() {
    return accepted + rejected + dropped;
  }

  /** Events in the engine's care that are neither delivered nor given up yet. */
  public long undelivered() {
    return queued + waiting + inFlight + journaled;
  }

  /** Whether every event is accounted for. Never false, unless this library has a bug. */
  public boolean balanced() {
    return accepted + recovered
        == delivered + deadLettered + filtered + discarded + quarantined + undelivered();
  }
}
