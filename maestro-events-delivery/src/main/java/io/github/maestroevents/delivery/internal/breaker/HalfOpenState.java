package io.github.maestroevents.delivery.internal.breaker;

import io.github.maestroevents.delivery.internal.destination.InFlightBatch;
import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import org.jspecify.annotations.Nullable;

/** One batch may go; its answer decides whether the circuit closes or opens again. */
final class HalfOpenState implements BreakerState {

  private final CircuitBreakerPolicy policy;
  private @Nullable InFlightBatch probe;

  HalfOpenState(CircuitBreakerPolicy policy) {
    this.policy = policy;
  }

  @Override
  public CircuitState name() {
    return CircuitState.HALF_OPEN;
  }

  @Override
  public BreakerState at(long now) {
    return this;
  }

  @Override
  public boolean permits() {
    return probe == null;
  }

  @Override
  public void dispatched(InFlightBatch batch) {
    probe = batch;
  }

  /** Batches dispatched before the circuit opened tell nothing new; the probe does. */
  @Override
  public BreakerState answered(InFlightBatch batch, boolean failed, boolean slow, long now) {
    if (batch != probe) {
      return this;
    }
    return failed || slow ? new OpenState(policy, now) : new ClosedState(policy);
  }

  /** Sent before the circuit opened, or the probe, whose own answer tells. */
  @Override
  public BreakerState senderTimedOut(long now) {
    return this;
  }

  @Override
  public boolean isProbing() {
    return probe != null;
  }

  @Override
  public long nextChangeNanos(long otherwise) {
    return otherwise;
  }
}
