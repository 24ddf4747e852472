package io.github.maestroevents.delivery.internal.account;

import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The figures of a {@link Ledger} and its intake at one moment. */
record LedgerStats(
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
    long parked,
    long spilled,
    long retried,
    long retriedInDoubt,
    long batches,
    long heldBytes,
    CircuitState circuit,
    @Nullable Instant circuitSince,
    boolean paused,
    @Nullable Instant lastTurn,
    @Nullable Duration turnAge,
    boolean ended,
    @Nullable Instant oldestJournaled,
    @Nullable Instant oldestInMemory,
    @Nullable Instant lastDrop,
    @Nullable Instant lastLoss,
    long queueCapacity,
    long droppedByJournal,
    long rejectedFull,
    long rejectedClosed,
    long behindInFlight,
    long backingOff,
    @Nullable Instant nextRetry,
    long journalEvents,
    long journalBytes,
    long journalMaxBytes)
    implements DeliveryStats {}
