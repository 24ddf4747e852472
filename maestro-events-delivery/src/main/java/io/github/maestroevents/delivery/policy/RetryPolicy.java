package io.github.maestroevents.delivery.policy;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.internal.limits.Checks;
import java.time.Duration;

/**
 * How often and how long an event is retried before it is dead-lettered. Delays grow exponentially
 * from {@code initialDelay} to {@code maxDelay} with full jitter: each is drawn evenly from zero to
 * the current bound, so that many hosts do not come back at once. A delay the destination asks for
 * replaces the drawn one.
 *
 * <p>While an event is retried, later events of its ordering key wait behind it; other keys flow
 * on.
 *
 * @param initialDelay bound of the first delay, from 1 ms; default 100 ms
 * @param maxDelay bound that the delays grow to, at least {@code initialDelay}; default 30 s
 * @param maxAttempts attempts in all, the first included, at least 1; default {@value
 *     #DEFAULT_MAX_ATTEMPTS}
 * @param maxAge time from the first attempt after which no further one is begun, from 1 ms; default
 *     1 h
 */
public record RetryPolicy(
    Duration initialDelay, Duration maxDelay, int maxAttempts, Duration maxAge) {

  /** The bound of the first delay, unless set otherwise: 100 ms. */
  public static final Duration DEFAULT_INITIAL_DELAY = Duration.ofMillis(100);

  /** The bound that the delays grow to, unless set otherwise: 30 s. */
  public static final Duration DEFAULT_MAX_DELAY = Duration.ofSeconds(30);

  /** Attempts in all, unless set otherwise: {@value}. */
  public static final int DEFAULT_MAX_ATTEMPTS = 100;

  /** The age after which an event is given up, unless set otherwise: 1 h. */
  public static final Duration DEFAULT_MAX_AGE = Duration.ofHours(1);

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(365);

  public RetryPolicy {
    requireNonNull(initialDelay, "initialDelay");
    requireNonNull(maxDelay, "maxDelay");
    requireNonNull(maxAge, "maxAge");
    Checks.range("initialDelay", initialDelay, SHORTEST, LONGEST);
    Checks.range("maxDelay", maxDelay, initialDelay, LONGEST);
    Checks.range("maxAttempts", maxAttempts, 1, Integer.MAX_VALUE);
    Checks.range("maxAge", maxAge, SHORTEST, LONGEST);
  }

  /** The defaults, but without a bound on attempts, and for a year. */
  public static RetryPolicy unlimited() {
    return new RetryPolicy(DEFAULT_INITIAL_DELAY, DEFAULT_MAX_DELAY, Integer.MAX_VALUE, LONGEST);
  }

  /** The defaults named above. */
  public static RetryPolicy defaults() {
    return new RetryPolicy(
        DEFAULT_INITIAL_DELAY, DEFAULT_MAX_DELAY, DEFAULT_MAX_ATTEMPTS, DEFAULT_MAX_AGE);
  }

  /** No retry: an event that fails once is dead-lettered. */
  public static RetryPolicy never() {
    return defaults().withMaxAttempts(1);
  }

  /** This policy with other bounds on the delays. */
  public RetryPolicy withDelays(Duration initialDelay, Duration maxDelay) {
    return new RetryPolicy(initialDelay, maxDelay, maxAttempts, maxAge);
  }

  /** This policy with another bound on attempts. */
  public RetryPolicy withMaxAttempts(int maxAttempts) {
    return new RetryPolicy(initialDelay, maxDelay, maxAttempts, maxAge);
  }

  /** This policy with another bound on age. */
  public RetryPolicy withMaxAge(Duration maxAge) {
    return new RetryPolicy(initialDelay, maxDelay, maxAttempts, maxAge);
  }
}
