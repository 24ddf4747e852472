package io.github.maestroevents.delivery.internal.breaker;

import io.github.maestroevents.delivery.internal.destination.InFlightBatch;
import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;

/** The destination is left alone until it is time for a probe. */
final class OpenState implements BreakerState {

  private final CircuitBreakerPolicy policy;
  private final long untilNanos;

  OpenState(CircuitBreakerPolicy policy, long now) {
    this.policy = policy;
    this.untilNanos = now + policy.openFor().toNanos();
  }

  @Override
  public CircuitState name() {
    return CircuitState.OPEN;
  }

  @Override
  public BreakerState at(long now) {
    return now - untilNanos >= 0 ? new HalfOpenState(policy) : this;
  }

  @Override
  public boolean permits() {
    return false;
  }

  @Override
  public void dispatched(InFlightBatch batch) {
    throw new IllegalStateException("An open circuit dispatches nothing");
  }

  /** Batches dispatched before the circuit opened tell nothing new. */
  @Override
  public BreakerState answered(InFlightBatch batch, boolean failed, boolean slow, long now) {
    return this;
  }

  /** Sent before the circuit opened, or the probe, whose own answer tells. */
  @Override
  public BreakerState senderTimedOut(long now) {
    return this;
  }

  @Override
  public boolean isProbing() {
    return false;
  }

  @Override
  public long nextChangeNanos(long otherwise) {
    return untilNanos - otherwise > 0 ? otherwise : untilNanos;
  }
}
