package io.github.maestroevents.delivery.internal.breaker;

import io.github.maestroevents.delivery.internal.account.DeliveryLog;
import io.github.maestroevents.delivery.internal.destination.InFlightBatch;
import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.monitor.CircuitListener;
import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a destination alone that fails or is slow, and probes it with a real batch later. Confined
 * to the delivery thread, but for what says otherwise.
 */
public final class CircuitBreaker {

  private final long slowCallNanos;
  private final CircuitListener listener;
  private final DeliveryLog log;
  private BreakerState behaviour;

  /** Publishes the state from the delivery thread to senders and readers of statistics. */
  private volatile CircuitState state;

  /** From the watch: the destination holds the delivery thread, so that nobody is called at all. */
  private volatile boolean held;

  /** Held by the thread that tells: the delivery thread, or the watch. */
  private final ReentrantLock telling = new ReentrantLock();

  /** What the listener heard last. Guarded by the lock. */
  private CircuitState told = CircuitState.CLOSED;

  /** Publishes when the circuit last closed or ceased to be closed, whichever is later; or null. */
  private volatile @Nullable Long changedNanos;

  /** Publishes to senders that a probe is out, which decides. */
  private volatile boolean probing;

  /** The sender that was let through to become the probe, until it waits no longer. */
  private final AtomicReference<@Nullable Thread> prober = new AtomicReference<>();

  /** The prober that the last turn saw, and since when it is the same. Delivery thread. */
  private @Nullable Thread seenProber;

  private long seenSinceNanos;

  /** Senders that gave up waiting, from their threads. */
  private final AtomicInteger waitedInVain = new AtomicInteger();

  public CircuitBreaker(CircuitBreakerPolicy policy, CircuitListener listener, DeliveryLog log) {
    this.slowCallNanos = policy.slowCall().toNanos();
    this.listener = listener;
    this.log = log;
    this.behaviour = new ClosedState(policy);
    this.state = behaviour.name();
  }

  /** The state in force; open while the destination holds the delivery thread. Any thread. */
  public CircuitState state() {
    return held ? CircuitState.OPEN : state;
  }

  /**
   * Since when the circuit is closed, or is not, by the reading of the clock; null if it was never
   * anything but closed. Any thread.
   */
  public @Nullable Long changedNanos() {
    return changedNanos;
  }

  /**
   * Whether a sender that waits for its event to be delivered may go on. While the circuit is half
   * open, one at a time may, whose event is the probe. Any thread.
   */
  public boolean admitsSender() {
    return switch (state()) {
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

  /** A sender has waited in vain for its event to be delivered. Any thread. */
  public void senderTimedOut() {
    waitedInVain.incrementAndGet();
  }

  /** The destination holds the delivery thread, or no longer. On the thread of the watch. */
  public void hold(boolean holds, long now) {
    held = holds;
    tell(now);
  }

  public void tick(long now) {
    hold(false, now); // there is a turn
    int senders = waitedInVain.getAndSet(0);
    if (senders > 0) {
      become(behaviour.waitedInVain(senders, now), now);
    }
    become(behaviour.at(now), now);
    forgetDeadProber(now);
  }

  /** A sender that dies of an Error before it waits leaves without a word: then another may. */
  private void forgetDeadProber(long now) {
    Thread waiting = prober.get();
    if (waiting != seenProber) {
      seenProber = waiting;
      seenSinceNanos = now;
    } else if (waiting != null && now - seenSinceNanos >= TimeLimits.PROBER_NANOS) {
      boolean unused = prober.compareAndSet(waiting, null);
      seenProber = null;
    }
  }

  public boolean permits() {
    return behaviour.permits();
  }

  public void dispatched(InFlightBatch batch) {
    behaviour.dispatched(batch);
    probing = behaviour.name() == CircuitState.HALF_OPEN;
  }

  /** Events of a batch were answered. */
  public void answered(InFlightBatch batch, long now) {
    boolean slow = !batch.isOvertaken() && now - batch.dispatchedNanos() >= slowCallNanos;
    become(behaviour.answered(batch, slow, now), now);
  }

  public long nextChangeNanos(long otherwise) {
    return behaviour.nextChangeNanos(otherwise);
  }

  private void become(BreakerState following, long now) {
    if (following == behaviour) {
      return;
    }
    behaviour = following;
    prober.set(null);
    probing = false; // before senders see the state
    state = following.name();
    tell(now);
  }

  /** Tells the log and the listener of a change, on the thread that sees it first. */
  private void tell(long now) {
    if (!telling.tryLock()) {
      return; // the listener is being told, and may hang; the next turn or look tells the rest
    }
    try {
      CircuitState from = told;
      CircuitState to = state();
      if (from != to) {
        told = to;
        if (from == CircuitState.CLOSED || to == CircuitState.CLOSED) {
          changedNanos = now; // probes that fail begin no new time
        }
        log.circuitChanged(from, to, now);
        listener.circuitChanged(from, to);
      }
    } catch (Throwable thrown) { // the host's code must not end the thread it is called on
      log.callbackFailed("circuit listener", "change of the circuit", thrown, now);
    } finally {
      telling.unlock();
    }
  }
}
