package io.github.maestroevents.config.internal.opening;

import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The figures of a publisher that holds every event back. */
record DisabledStats(long accepted, long rejected, boolean paused) implements DeliveryStats {

  @Override
  public long filtered() {
    return accepted;
  }

  @Override
  public CircuitState circuit() {
    return CircuitState.CLOSED;
  }

  /** It has no delivery thread. */
  @Override
  public @Nullable Duration turnAge() {
    return null;
  }

  @Override
  public boolean ended() {
    return false;
  }

  @Override
  public @Nullable Instant lastTurn() {
    return null;
  }

  @Override
  public @Nullable Instant oldestJournaled() {
    return null;
  }

  @Override
  public long dropped() {
    return 0;
  }

  @Override
  public long recovered() {
    return 0;
  }

  @Override
  public long delivered() {
    return 0;
  }

  @Override
  public long deadLettered() {
    return 0;
  }

  @Override
  public long discarded() {
    return 0;
  }

  @Override
  public long quarantined() {
    return 0;
  }

  @Override
  public long queued() {
    return 0;
  }

  @Override
  public long waiting() {
    return 0;
  }

  @Override
  public long inFlight() {
    return 0;
  }

  @Override
  public long journaled() {
    return 0;
  }

  @Override
  public long parked() {
    return 0;
  }

  @Override
  public long retried() {
    return 0;
  }

  @Override
  public long retriedInDoubt() {
    return 0;
  }

  @Override
  public long batches() {
    return 0;
  }

  @Override
  public long heldBytes() {
    return 0;
  }

  @Override
  public long queueCapacity() {
    return 0;
  }

  @Override
  public long spilled() {
    return 0;
  }

  @Override
  public long droppedByJournal() {
    return 0;
  }

  @Override
  public long rejectedFull() {
    return 0;
  }

  @Override
  public long rejectedClosed() {
    return 0;
  }

  @Override
  public long behindInFlight() {
    return 0;
  }

  @Override
  public long backingOff() {
    return 0;
  }

  @Override
  public long journalEvents() {
    return 0;
  }

  @Override
  public long journalBytes() {
    return 0;
  }

  @Override
  public long journalMaxBytes() {
    return 0;
  }

  @Override
  public @Nullable Instant circuitSince() {
    return null;
  }

  @Override
  public @Nullable Instant oldestInMemory() {
    return null;
  }

  @Override
  public @Nullable Instant lastDrop() {
    return null;
  }

  @Override
  public @Nullable Instant lastLoss() {
    return null;
  }

  @Override
  public @Nullable Instant nextRetry() {
    return null;
  }
}
