package io.github.maestroevents.delivery.internal.flight;

import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt, or that there is none. Confined to the delivery thread.
 */
public final class Backoff {

  private final RetryPolicy policy;
  private final RandomGenerator random;

  public Backoff(RetryPolicy policy, RandomGenerator random) {
    this.policy = policy;
    this.random = random;
  }

  /** The delay before the attempt after {@code attempts} failed ones, in nanoseconds. */
  long delayNanos(int attempts, Duration wishOfDestination) {
    if (!wishOfDestination.isZero()) {
      return saturatedNanos(wishOfDestination);
    }
    return random.nextLong(boundNanos(attempts) + 1);
  }

  /** Whether an event may be tried again {@code delayNanos} from {@code now}. */
  boolean allowsAnother(PendingEvent event, long now, long delayNanos) {
    long ageThen = now - event.firstAttemptNanos + delayNanos;
    return event.attempts < policy.maxAttempts()
        && ageThen >= 0 // negative: overflown, so further away than any age
        && ageThen <= policy.maxAge().toNanos();
  }

  private long boundNanos(int attempts) {
    long initial = policy.initialDelay().toNanos();
    long max = policy.maxDelay().toNanos();
    int doublings = attempts - 1;
    boolean beyondMax = doublings >= Long.numberOfLeadingZeros(initial) - 1;
    return beyondMax ? max : Math.min(max, initial << doublings);
  }

  private static long saturatedNanos(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException tooLong) {
      return Long.MAX_VALUE;
    }
  }
}
