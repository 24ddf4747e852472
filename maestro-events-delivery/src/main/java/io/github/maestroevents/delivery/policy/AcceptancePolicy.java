package io.github.maestroevents.delivery.policy;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.internal.limits.Checks;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a returning {@code send} proves, and how long it may take to prove it.
 *
 * <p>Immutable; two policies with the same settings are equal.
 */
public final class AcceptancePolicy {

  /** How long {@code send} waits for the destination, unless set otherwise: 5 s. */
  public static final Duration DEFAULT_CONFIRM_TIMEOUT = Duration.ofSeconds(5);

  /**
   * How long {@code send} waits for the journal, unless set otherwise: 5 s. A commit takes
   * milliseconds; this is for a disk that stalls.
   */
  public static final Duration DEFAULT_APPEND_TIMEOUT = Duration.ofSeconds(5);

  /**
   * The longest wait that is safe in Netflix Maestro: 10 s, its execution budget. A {@code send}
   * that takes longer than the 30 s for which a worker owns a message is published again and again.
   */
  public static final Duration LONGEST_SAFE_CONFIRM_TIMEOUT = Duration.ofSeconds(10);

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  private final Values values;

  private AcceptancePolicy(Values values) {
    this.values = values;
  }

  /** Accepted when in memory: {@link #memory()}. */
  public static AcceptancePolicy defaults() {
    return memory();
  }

  /** Accepted when in memory. The default. */
  public static AcceptancePolicy memory() {
    return new AcceptancePolicy(
        new Values(AcceptanceLevel.MEMORY, DEFAULT_CONFIRM_TIMEOUT, DEFAULT_APPEND_TIMEOUT));
  }

  /** Accepted when the journal holds it, within 5 s. Needs a journal. */
  public static AcceptancePolicy journaled() {
    return journaled(DEFAULT_APPEND_TIMEOUT);
  }

  /** Accepted when the journal holds it, within this time, up to 1 day. Needs a journal. */
  public static AcceptancePolicy journaled(Duration appendTimeout) {
    return memory().withLevel(AcceptanceLevel.JOURNALED).withAppendTimeout(appendTimeout);
  }

  /** Accepted when the destination has acknowledged, within 5 s. */
  public static AcceptancePolicy confirmed() {
    return confirmed(DEFAULT_CONFIRM_TIMEOUT);
  }

  /**
   * Accepted when the destination has acknowledged, within a time below {@link
   * #LONGEST_SAFE_CONFIRM_TIMEOUT}.
   */
  public static AcceptancePolicy confirmed(Duration timeout) {
    return memory().withLevel(AcceptanceLevel.CONFIRMED).withConfirmTimeout(timeout);
  }

  /**
   * Accepted when the destination has acknowledged, within a time up to 1 day, for hosts known to
   * wait that long.
   */
  public static AcceptancePolicy confirmedWithAnyTimeout(Duration timeout) {
    return new AcceptancePolicy(
        new Values(AcceptanceLevel.CONFIRMED, timeout, DEFAULT_APPEND_TIMEOUT));
  }

  /** What a returning {@code send} proves. Default {@link AcceptanceLevel#MEMORY}. */
  public AcceptanceLevel level() {
    return values.level;
  }

  /**
   * How long {@code send} waits for the destination under {@link AcceptanceLevel#CONFIRMED}, from 1
   * ms to 1 day; from {@link #LONGEST_SAFE_CONFIRM_TIMEOUT} on only by {@link
   * #confirmedWithAnyTimeout}. Default 5 s. Not used under the other levels.
   */
  public Duration confirmTimeout() {
    return values.confirmTimeout;
  }

  /**
   * How long {@code send} waits for the journal under {@link AcceptanceLevel#JOURNALED}, from 1 ms
   * to 1 day. Default 5 s. Not used under the other levels.
   */
  public Duration appendTimeout() {
    return values.appendTimeout;
  }

  /** Whether {@code send} waits for the destination. */
  public boolean isConfirmed() {
    return values.level == AcceptanceLevel.CONFIRMED;
  }

  /** Whether {@code send} waits for the journal. */
  public boolean isJournaled() {
    return values.level == AcceptanceLevel.JOURNALED;
  }

  /** This policy with another acceptance level. */
  public AcceptancePolicy withLevel(AcceptanceLevel level) {
    return new AcceptancePolicy(new Values(level, values.confirmTimeout, values.appendTimeout));
  }

  /**
   * This policy with another wait for the destination, below {@link #LONGEST_SAFE_CONFIRM_TIMEOUT}.
   */
  public AcceptancePolicy withConfirmTimeout(Duration confirmTimeout) {
    refuseUnsafe(confirmTimeout);
    return new AcceptancePolicy(new Values(values.level, confirmTimeout, values.appendTimeout));
  }

  /** This policy with another wait for the journal. */
  public AcceptancePolicy withAppendTimeout(Duration appendTimeout) {
    return new AcceptancePolicy(new Values(values.level, values.confirmTimeout, appendTimeout));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AcceptancePolicy that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** The settings by their names, as a record shows them. */
  @Override
  public String toString() {
    return PolicyText.of(AcceptancePolicy.class, values);
  }

  private static void refuseUnsafe(Duration confirmTimeout) {
    requireNonNull(confirmTimeout, "confirmTimeout");
    if (confirmTimeout.compareTo(LONGEST_SAFE_CONFIRM_TIMEOUT) >= 0) {
      throw new IllegalArgumentException(
          "confirmTimeout must be below "
              + LONGEST_SAFE_CONFIRM_TIMEOUT
              + ", since Netflix Maestro publishes an event again for ever when send takes longer than"
              + " 30 s, but is "
              + confirmTimeout
              + "; call confirmedWithAnyTimeout if your host can wait that long");
    }
  }

  private record Values(AcceptanceLevel level, Duration confirmTimeout, Duration appendTimeout) {

    private Values {
      requireNonNull(level, "level");
      requireNonNull(confirmTimeout, "confirmTimeout");
      requireNonNull(appendTimeout, "appendTimeout");
      Checks.range("confirmTimeout", confirmTimeout, SHORTEST, LONGEST);
      Checks.range("appendTimeout", appendTimeout, SHORTEST, LONGEST);
    }
  }
}
