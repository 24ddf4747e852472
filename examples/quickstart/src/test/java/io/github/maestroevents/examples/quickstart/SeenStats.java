package io.github.maestroevents.examples.quickstart;

import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The figures that the quickstart looks at; all others are those of a quiet publisher. */
record SeenStats(
    long accepted, long dropped, long delivered, long deadLettered, long inFlight, long retried)
    implements DeliveryStats {

  @Override
  public long rejected() {
    return 0;
  }

  @Override
  public long recovered() {
    return 0;
  }

  @Override
  public long filtered() {
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
  public long journaled() {
    return 0;
  }

  @Override
  public long parked() {
    return 0;
  }

  @Override
  public long retriedInDoubt() {
    return 0;
  }

  @Override
  public long heldBytes() {
    return 0;
  }

  @Override
  public long batches() {
    return 1;
  }

  @Override
  public CircuitState circuit() {
    return CircuitState.CLOSED;
  }

  @Override
  public boolean paused() {
    return false;
  }

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
  public long queueCapacity() {
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
  public @Nullable Instant nextRetry() {
    return null;
  }

  @Override
  public long spilled() {
    return 0;
  }

  @Override
  public @Nullable Instant lastLoss() {
    return null;
  }
}
