package io.github.maestroevents.examples.quickstart;

import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
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
  public @Nullable Instant lastTurn() {
    return null;
  }

  @Override
  public @Nullable Instant oldestJournaled() {
    return null;
  }
}
