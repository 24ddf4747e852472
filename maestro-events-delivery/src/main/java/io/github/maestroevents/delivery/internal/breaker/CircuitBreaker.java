package io.github.maestroevents.delivery.internal.breaker;

import io.github.maestroevents.delivery.internal.account.DeliveryLog;
import io.github.maestroevents.delivery.internal.destination.InFlightBatch;
import io.github.maestroevents.delivery.monitor.CircuitListener;
import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

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

  /** Publishes to senders that a probe is out, which decides. */
  private volatile boolean probing;

  /** The sender that was let through to become the probe, until it waits no longer. */
  private final AtomicReference<@Nullable Thread> prober = new AtomicReference<>();

  /** The state in force. Any thread. */
  public CircuitState state() {
    return state;
  }

  public void tick(long now) {
    become(behaviour.at(now), now);
  }

  /** Whether a sender that waits for the destination may go on. Any thread. */
  public boolean admitsSender() {
    return switch (state) {
      case CLOSED -> true;
      case OPEN -> false;
      case HALF_OPEN -> !probing && prober.compareAndSet(null, Thread.currentThread());
    };
  }

  /** This sender waits no longer: if it was to be the probe, another may. The sender's thread. */
  public void senderLeaves() {
    if (prober.get() == Thread.currentThread()) {
      prober.set(null);
    }
  }

  /** So many senders have waited in vain since the last turn. */
  public void sendersTimedOut(long senders, long now) {
    for (long i = 0; i < senders; i++) {
      become(behaviour.senderTimedOut(now), now);
    }
  }

  public boolean permits() {
    return behaviour.permits();
  }

  public void dispatched(InFlightBatch batch) {
    behaviour.dispatched(batch);
    publishProbing();
  }

  public void answered(InFlightBatch batch, boolean failed, long now) {
    boolean slow = now - batch.dispatchedNanos >= slowCallNanos;
    become(behaviour.answered(batch, failed, slow, now), now);
  }

  public long nextChangeNanos(long otherwise) {
    return behaviour.nextChangeNanos(otherwise);
  }

  private void publishProbing() {
    boolean now = behaviour.isProbing();
    if (probing != now) {
      probing = now;
    }
  }

  private void become(BreakerState following, long now) {
    if (following == behaviour) {
      return;
    }
    CircuitState from = state;
    behaviour = following;
    prober.set(null);
    publishProbing();
    state = following.name();
    log.circuitChanged(from, state);
    try {
      listener.circuitChanged(from, state);
    } catch (Throwable thrown) { // the host's code must not end the delivery thread
      log.callbackFailed("circuit listener", from + " to " + state, thrown, now);
    }
  }
}
