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

  /** A batch was answered, or called lost; returns the state that follows. */
  BreakerState answered(InFlightBatch batch, boolean failed, boolean slow, long now);

  /** A sender has waited in vain; returns the state that follows. */
  BreakerState senderTimedOut(long now);

  /** Whether a probe is out and not answered. */
  boolean isProbing();

  /** When time alone will change this state, or {@code otherwise} if that is sooner. */
  long nextChangeNanos(long otherwise);
}
