package io.github.maestroevents.delivery.internal.breaker;

import io.github.maestroevents.delivery.internal.destination.InFlightBatch;
import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import org.jspecify.annotations.Nullable;

/** One batch may go; its first answers decide whether the circuit closes or opens again. */
final class HalfOpenState implements BreakerState {

  private final CircuitBreakerPolicy policy;
  private final OpenState before;
  private @Nullable InFlightBatch probe;

  HalfOpenState(CircuitBreakerPolicy policy, OpenState before) {
    this.policy = policy;
    this.before = before;
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
  public BreakerState answered(InFlightBatch batch, boolean slow, long now) {
    if (batch != probe) {
      return this;
    }
    if (slow && batch.isSettled()) {
      return before.again(now);
    }
    boolean someArrived = batch.judged() > batch.failed();
    if (someArrived || (batch.isSettled() && batch.failed() == 0)) {
      return new ClosedState(policy); // what failed by its own fault has been answered too
    }
    return batch.isSettled() ? before.again(now) : this;
  }

  /** The sender of the probe has given up: no answer is an answer too. */
  @Override
  public BreakerState waitedInVain(int senders, long now) {
    return probe == null ? this : before.again(now);
  }

  @Override
  public long nextChangeNanos(long otherwise) {
    return otherwise;
  }
}
