package io.github.maestroevents.delivery.internal.breaker;

import io.github.maestroevents.delivery.internal.destination.InFlightBatch;
import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;

/**
 * The destination is left alone until it is time for a probe: for twice as long after each probe
 * that failed, up to a bound.
 */
final class OpenState implements BreakerState {

  private final CircuitBreakerPolicy policy;
  private final long openNanos;
  private final long untilNanos;

  private OpenState(CircuitBreakerPolicy policy, long openNanos, long now) {
    this.policy = policy;
    this.openNanos = openNanos;
    this.untilNanos = now + openNanos;
  }

  static OpenState first(CircuitBreakerPolicy policy, long now) {
    return new OpenState(policy, policy.openFor().toNanos(), now);
  }

  /** After a probe that failed. */
  OpenState again(long now) {
    return new OpenState(policy, Math.min(openNanos * 2, policy.maxOpenFor().toNanos()), now);
  }

  @Override
  public CircuitState name() {
    return CircuitState.OPEN;
  }

  @Override
  public BreakerState at(long now) {
    return now - untilNanos >= 0 ? new HalfOpenState(policy, this) : this;
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
  public BreakerState answered(InFlightBatch batch, boolean slow, long now) {
    return this;
  }

  @Override
  public BreakerState waitedInVain(int senders, long now) {
    return this;
  }

  @Override
  public long nextChangeNanos(long otherwise) {
    return untilNanos - otherwise > 0 ? otherwise : untilNanos;
  }
}
