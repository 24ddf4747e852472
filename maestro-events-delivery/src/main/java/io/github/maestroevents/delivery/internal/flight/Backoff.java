package io.github.maestroevents.delivery.internal.flight;

import io.github.maestroevents.delivery.internal.limits.Nanos;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt, or that there is none. Confined to the delivery thread.
 */
public final class Backoff {

  private final RetryPolicy policy;
  private final long maxAgeNanos;
  private final RandomGenerator random;

  public Backoff(RetryPolicy policy, RandomGenerator random) {
    this.policy = policy;
    this.maxAgeNanos = policy.maxAge().toNanos();
    this.random = random;
  }

  /**
   * The delay before the next attempt of an event, in nanoseconds. A wish of the destination is
   * raised to the policy's first delay, so that it never makes the engine spin, and cut where the
   * event would be too old, so that the event has its last attempt.
   */
  long delayNanos(PendingEvent event, Duration wishOfDestination, long now) {
    if (wishOfDestination.isZero()) {
      return random.nextLong(boundNanos(event.attempts) + 1);
    }
    long wish = Math.max(Nanos.of(wishOfDestination), policy.initialDelay().toNanos());
    long left = maxAgeNanos - ageNanos(event, now);
    return left > 0 ? Math.min(wish, left) : wish;
  }

  /** Whether an event may be tried again {@code delayNanos} from {@code now}. */
  boolean allowsAnother(PendingEvent event, long now, long delayNanos) {
    return event.attempts < policy.maxAttempts()
        && delayNanos <= maxAgeNanos
        && ageNanos(event, now) <= maxAgeNanos - delayNanos;
  }

  /** Age counts from acceptance, also for an event that has only waited behind another. */
  private static long ageNanos(PendingEvent event, long now) {
    return Math.max(0, now - event.takenUpNanos);
  }

  private long boundNanos(int attempts) {
    long initial = policy.initialDelay().toNanos();
    long max = policy.maxDelay().toNanos();
    int doublings = attempts - 1;
    boolean beyondMax = doublings >= Long.numberOfLeadingZeros(initial) - 1;
    return beyondMax ? max : Math.min(max, initial << doublings);
  }
}
