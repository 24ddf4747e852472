package io.github.maestroevents.delivery.internal.breaker;

import io.github.maestroevents.delivery.internal.destination.InFlightBatch;
import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;

/** All is well, as far as the last batches tell: the circuit breaker counts, and lets pass. */
final class ClosedState implements BreakerState {

  private static final int FAILED = 1;
  private static final int SLOW = 2;

  private final CircuitBreakerPolicy policy;

  /** The last batches, each as {@link #FAILED} and {@link #SLOW}; a ring. */
  private final byte[] window;

  private int next;
  private int calls;
  private int failed;
  private int slow;

  ClosedState(CircuitBreakerPolicy policy) {
    this.policy = policy;
    this.window = new byte[policy.window()];
  }

  @Override
  public CircuitState name() {
    return CircuitState.CLOSED;
  }

  @Override
  public BreakerState at(long now) {
    return this;
  }

  @Override
  public boolean permits() {
    return true;
  }

  @Override
  public void dispatched(InFlightBatch batch) {}

  @Override
  public BreakerState answered(InFlightBatch batch, boolean failed, boolean slow, long now) {
    count((failed ? FAILED : 0) | (slow ? SLOW : 0));
    return isTooBad() ? new OpenState(policy, now) : this;
  }

  /** As good as a call of one event that failed. */
  @Override
  public BreakerState senderTimedOut(long now) {
    count(FAILED);
    return isTooBad() ? new OpenState(policy, now) : this;
  }

  @Override
  public boolean isProbing() {
    return false;
  }

  private void count(int outcome) {
    if (calls == window.length) {
      byte oldest = window[next];
      failed -= oldest & FAILED;
      slow -= (oldest & SLOW) / SLOW;
    } else {
      calls++;
    }
    window[next] = (byte) outcome;
    failed += outcome & FAILED;
    slow += (outcome & SLOW) / SLOW;
    next = (next + 1) % window.length;
  }

  private boolean isTooBad() {
    return calls >= policy.minCalls()
        && (failed >= policy.failureRate() * calls || slow >= policy.slowCallRate() * calls);
  }

  @Override
  public long nextChangeNanos(long otherwise) {
    return otherwise;
  }
}
