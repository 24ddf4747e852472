package io.github.maestroevents.delivery.policy;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.internal.limits.Checks;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often and how long an event is retried before it is dead-lettered. Delays grow exponentially
 * from {@link #initialDelay} to {@link #maxDelay} with full jitter: each is drawn evenly from zero
 * to the current bound, so that many hosts do not come back at once. A delay the destination asks
 * for replaces the drawn one.
 *
 * <p>While an event is retried, later events of its ordering key wait behind it; other keys flow
 * on.
 *
 * <p>Immutable; two policies with the same settings are equal.
 */
public final class RetryPolicy {

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

  private final Values values;

  private RetryPolicy(Values values) {
    this.values = values;
  }

  /** The defaults named above. */
  public static RetryPolicy defaults() {
    return new RetryPolicy(
        new Values(
            DEFAULT_INITIAL_DELAY, DEFAULT_MAX_DELAY, DEFAULT_MAX_ATTEMPTS, DEFAULT_MAX_AGE));
  }

  /** The defaults, but without a bound on attempts, and for a year. */
  public static RetryPolicy unlimited() {
    return defaults().withMaxAttempts(Integer.MAX_VALUE).withMaxAge(LONGEST);
  }

  /** No retry: an event that fails once is dead-lettered. */
  public static RetryPolicy never() {
    return defaults().withMaxAttempts(1);
  }

  /** The bound of the first delay, from 1 ms to {@link #maxDelay}. Default 100 ms. */
  public Duration initialDelay() {
    return values.initialDelay;
  }

  /** The bound that the delays grow to, from {@link #initialDelay} to 365 days. Default 30 s. */
  public Duration maxDelay() {
    return values.maxDelay;
  }

  /** Attempts in all, the first included, at least 1. Default {@value #DEFAULT_MAX_ATTEMPTS}. */
  public int maxAttempts() {
    return values.maxAttempts;
  }

  /**
   * The age after which no further attempt is begun and the event is dead-lettered, from 1 ms to
   * 365 days. Default 1 h. The age counts from acceptance, when the engine took the event up. It
   * holds for every event, also for one that was never tried because it waited behind another of
   * its ordering key. An event that comes back from a journal counts from then.
   */
  public Duration maxAge() {
    return values.maxAge;
  }

  /** This policy with other bounds on the delays. */
  public RetryPolicy withDelays(Duration initialDelay, Duration maxDelay) {
    return new RetryPolicy(new Values(initialDelay, maxDelay, values.maxAttempts, values.maxAge));
  }

  /**
   * This policy with another bound of the first delay, at most {@link #maxDelay}; to raise both use
   * {@link #withDelays}.
   */
  public RetryPolicy withInitialDelay(Duration initialDelay) {
    requireNonNull(initialDelay, "initialDelay");
    Checks.range("initialDelay", initialDelay, SHORTEST, values.maxDelay);
    return new RetryPolicy(
        new Values(initialDelay, values.maxDelay, values.maxAttempts, values.maxAge));
  }

  /** This policy with another bound that the delays grow to. */
  public RetryPolicy withMaxDelay(Duration maxDelay) {
    return new RetryPolicy(
        new Values(values.initialDelay, maxDelay, values.maxAttempts, values.maxAge));
  }

  /** This policy with another bound on attempts. */
  public RetryPolicy withMaxAttempts(int maxAttempts) {
    return new RetryPolicy(
        new Values(values.initialDelay, values.maxDelay, maxAttempts, values.maxAge));
  }

  /** This policy with another bound on age. */
  public RetryPolicy withMaxAge(Duration maxAge) {
    return new RetryPolicy(
        new Values(values.initialDelay, values.maxDelay, values.maxAttempts, maxAge));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RetryPolicy that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** The settings by their names, as a record shows them. */
  @Override
  public String toString() {
    return PolicyText.of(RetryPolicy.class, values);
  }

  private record Values(
      Duration initialDelay, Duration maxDelay, int maxAttempts, Duration maxAge) {

    private Values {
      requireNonNull(initialDelay, "initialDelay");
      requireNonNull(maxDelay, "maxDelay");
      requireNonNull(maxAge, "maxAge");
      Checks.range("initialDelay", initialDelay, SHORTEST, LONGEST);
      Checks.range("maxDelay", maxDelay, initialDelay, LONGEST);
      Checks.range("maxAttempts", maxAttempts, 1, Integer.MAX_VALUE);
      Checks.range("maxAge", maxAge, SHORTEST, LONGEST);
    }
  }
}
