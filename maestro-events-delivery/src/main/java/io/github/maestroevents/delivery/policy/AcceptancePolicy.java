package io.github.maestroevents.delivery.policy;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.internal.limits.Checks;
import java.time.Duration;

/**
 * What a returning {@code send} proves, and how long it may take to prove it.
 *
 * @param level the acceptance level
 * @param confirmTimeout how long {@code send} waits for the destination under {@link
 *     AcceptanceLevel#CONFIRMED}, from 1 ms to 1 day; not used otherwise
 * @param appendTimeout how long {@code send} waits for the journal under {@link
 *     AcceptanceLevel#JOURNALED}, from 1 ms to 1 day; not used otherwise
 */
public record AcceptancePolicy(
    AcceptanceLevel level, Duration confirmTimeout, Duration appendTimeout) {

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

  private static final Duration LONGEST = Duration.ofDays(1);

  public AcceptancePolicy {
    requireNonNull(level, "level");
    requireNonNull(confirmTimeout, "confirmTimeout");
    requireNonNull(appendTimeout, "appendTimeout");
    Checks.range("confirmTimeout", confirmTimeout, Duration.ofMillis(1), LONGEST);
    Checks.range("appendTimeout", appendTimeout, Duration.ofMillis(1), LONGEST);
  }

  /** Accepted when in memory. The default. */
  public static AcceptancePolicy memory() {
    return new AcceptancePolicy(
        AcceptanceLevel.MEMORY, DEFAULT_CONFIRM_TIMEOUT, DEFAULT_APPEND_TIMEOUT);
  }

  /** Accepted when the journal holds it, within 5 s. Needs a journal. */
  public static AcceptancePolicy journaled() {
    return journaled(DEFAULT_APPEND_TIMEOUT);
  }

  /** Accepted when the journal holds it, within this time. Needs a journal. */
  public static AcceptancePolicy journaled(Duration appendTimeout) {
    return new AcceptancePolicy(AcceptanceLevel.JOURNALED, DEFAULT_CONFIRM_TIMEOUT, appendTimeout);
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
    requireNonNull(timeout, "timeout");
    if (timeout.compareTo(LONGEST_SAFE_CONFIRM_TIMEOUT) >= 0) {
      throw new IllegalArgumentException(
          "confirmTimeout must be below "
              + LONGEST_SAFE_CONFIRM_TIMEOUT
              + ", since Netflix Maestro publishes an event again for ever when send takes longer than"
              + " 30 s, but is "
              + timeout
              + "; call confirmedWithAnyTimeout if your host can wait that long");
    }
    return new AcceptancePolicy(AcceptanceLevel.CONFIRMED, timeout, DEFAULT_APPEND_TIMEOUT);
  }

  /** Accepted when the destination has acknowledged, for hosts known to wait that long. */
  public static AcceptancePolicy confirmedWithAnyTimeout(Duration timeout) {
    return new AcceptancePolicy(AcceptanceLevel.CONFIRMED, timeout, DEFAULT_APPEND_TIMEOUT);
  }

  public boolean isConfirmed() {
    return level == AcceptanceLevel.CONFIRMED;
  }

  public boolean isJournaled() {
    return level == AcceptanceLevel.JOURNALED;
  }
}
