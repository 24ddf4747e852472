package io.github.maestroevents.delivery.internal.breaker;

import io.github.maestroevents.delivery.internal.account.DeliveryLog;
import io.github.maestroevents.delivery.internal.destination.InFlightBatch;
import io.github.maestroevents.delivery.monitor.CircuitListener;
import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;

/**
 * Leaves a destination alone that fails or is slow, and probes it with a real batch later. Confined
 * to the delivery thread, but for {@link #state()}.
 */
public final class CircuitBreaker {

  private final long slowCallNanos;
  private final CircuitListener listener;
  private final DeliveryLog log;
  private BreakerState behaviour;

  /** Publishes the state from the delivery thread to senders and readers of statistics. */
  private volatile CircuitState state;

  public CircuitBreaker(CircuitBreakerPolicy policy, CircuitListener listener, DeliveryLog log) {
    this.slowCallNanos = policy.slowCall().toNanos();
    this.listener = listener;
    this.log = log;
    this.behaviour = new ClosedState(policy);
    this.state = behaviour.name();
  }

  /** The state in force. Any thread. */
  public CircuitState state() {
    return state;
  }

  public void tick(long now) {
    become(behaviour.at(now), now);
  }

  public boolean permits() {
    return behaviour.permits();
  }

  public void dispatched(InFlightBatch batch) {
    behaviour.dispatched(batch);
  }

  public void answered(InFlightBatch batch, boolean failed, long now) {
    boolean slow = now - batch.dispatchedNanos >= slowCallNanos;
    become(behaviour.answered(batch, failed, slow, now), now);
  }

  public long nextChangeNanos(long otherwise) {
    return behaviour.nextChangeNanos(otherwise);
  }

  private void become(BreakerState following, long now) {
    if (following == behaviour) {
      return;
    }
    CircuitState from = state;
    behaviour = following;
    state = following.name();
    log.circuitChanged(from, state);
    try {
      listener.circuitChanged(from, state);
    } catch (Throwable thrown) { // the host's code must not end the delivery thread
      log.callbackFailed("circuit listener", from + " to " + state, thrown, now);
    }
  }
}
