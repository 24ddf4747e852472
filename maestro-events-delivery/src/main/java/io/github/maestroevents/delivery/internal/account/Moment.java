package io.github.maestroevents.delivery.internal.account;

import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.store.JournalStats;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Ledger} does not count and its statistics tell, at one moment.
 *
 * @param nanos the reading of the clock
 * @param time the time of day
 * @param lastLoss when accepted events were last lost; null if never
 * @param lastDrop when events were last dropped; null if never
 */
public record Moment(
    long nanos,
    Instant time,
    CircuitState circuit,
    @Nullable Instant circuitSince,
    boolean paused,
    @Nullable Instant lastTurn,
    @Nullable Duration turnAge,
    boolean ended,
    @Nullable Instant lastDrop,
    @Nullable Instant lastLoss,
    JournalStats journal) {

  /** The time of day of another reading of the clock. */
  Instant timeOf(long otherNanos) {
    return time.minusNanos(nanos - otherNanos);
  }
}
