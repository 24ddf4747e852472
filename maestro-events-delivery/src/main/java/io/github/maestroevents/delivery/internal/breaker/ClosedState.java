package io.github.maestroevents.delivery.internal.breaker;

import io.github.maestroevents.delivery.internal.destination.InFlightBatch;
import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;

/**
 * All is well, as far as the last batches tell: the circuit breaker counts their events, and lets
 * pass. An event that failed by its own fault tells nothing of the destination and is not counted.
 */
final class ClosedState implements BreakerState {

  private final CircuitBreakerPolicy policy;

  // Of each of the last batches how many events were counted, failed and came late; a ring.
  private final int[] countedOf;
  private final int[] failedOf;
  private final int[] slowOf;

  private int next;
  private int batches;
  private long counted;
  private long failed;
  private long slow;

  ClosedState(CircuitBreakerPolicy policy) {
    this.policy = policy;
    this.countedOf = new int[policy.window()];
    this.failedOf = new int[policy.window()];
    this.slowOf = new int[policy.window()];
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
  public BreakerState answered(InFlightBatch batch, boolean slow, long now) {
    if (!batch.isSettled() || batch.judged() == 0) {
      return this;
    }
    count(batch.judged(), batch.failed(), slow ? batch.judged() : 0);
    return following(now);
  }

  @Override
  public BreakerState waitedInVain(int senders, long now) {
    for (int i = 0; i < Math.min(senders, policy.window()); i++) {
      count(1, 1, 0);
    }
    return following(now);
  }

  private BreakerState following(long now) {
    return isTooBad() ? OpenState.first(policy, now) : this;
  }

  private void count(int newCounted, int newFailed, int newSlow) {
    counted += newCounted - countedOf[next];
    failed += newFailed - failedOf[next];
    slow += newSlow - slowOf[next];
    countedOf[next] = newCounted;
    failedOf[next] = newFailed;
    slowOf[next] = newSlow;
    next = (next + 1) % countedOf.length;
    batches = Math.min(batches + 1, countedOf.length);
  }

  private boolean isTooBad() {
    return batches >= policy.minCalls()
        && (failed >= policy.failureRate() * counted || slow >= policy.slowCallRate() * counted);
  }

  @Override
  public long nextChangeNanos(long otherwise) {
    return otherwise;
  }
}
