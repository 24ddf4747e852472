package io.github.maestroevents.delivery.internal.breaker;

import io.github.maestroevents.delivery.internal.destination.InFlightBatch;
import io.github.maestroevents.delivery.monitor.CircuitState;

/** What a circuit breaker does in one of its states. Confined to the delivery thread. */
sealed interface BreakerState permits ClosedState, OpenState, HalfOpenState {

  /** The name of this state for the outside. */
  CircuitState name();

  /** The state from {@code now} on; this one, unless time alone changes it. */
  BreakerState at(long now);

  /** Whether a batch may be dispatched. */
  boolean permits();

  /** A batch was dispatched. */
  void dispatched(InFlightBatch batch);

  /** Events of a batch were answered, or called lost; returns the state that follows. */
  BreakerState answered(InFlightBatch batch, boolean slow, long now);

  /**
   * Senders have waited in vain for their events to be confirmed; returns the state that follows.
   */
  BreakerState waitedInVain(int senders, long now);

  /** When time alone will change this state, or {@code otherwise} if that is sooner. */
  long nextChangeNanos(long otherwise);
}
