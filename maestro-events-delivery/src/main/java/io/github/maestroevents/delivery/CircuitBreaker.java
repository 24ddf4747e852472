package io.github.maestroevents.delivery;

/**
 * Leaves a destination alone that fails or is slow, and probes it with a real batch later. Confined
 * to the delivery thread, but for {@link #state()}.
 */
final class CircuitBreaker {

  private final long slowCallNanos;
  private final CircuitListener listener;
  private final DeliveryLog log;
  private BreakerState behaviour;

  /** Publishes the state from the delivery thread to senders and readers of statistics. */
  private volatile CircuitState state;

  CircuitBreaker(CircuitBreakerPolicy policy, CircuitListener listener, DeliveryLog log) {
    this.slowCallNanos = policy.slowCall().toNanos();
    this.listener = listener;
    this.log = log;
    this.behaviour = new ClosedState(policy);
    this.state = behaviour.name();
  }

  /** The state in force. Any thread. */
  CircuitState state() {
    return state;
  }

  void tick(long now) {
    become(behaviour.at(now), now);
  }

  boolean permits() {
    return behaviour.permits();
  }

  void dispatched(InFlightBatch batch) {
    behaviour.dispatched(batch);
  }

  void answered(InFlightBatch batch, boolean failed, long now) {
    boolean slow = now - batch.dispatchedNanos >= slowCallNanos;
    become(behaviour.answered(batch, failed, slow, now), now);
  }

  long nextChangeNanos(long otherwise) {
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
