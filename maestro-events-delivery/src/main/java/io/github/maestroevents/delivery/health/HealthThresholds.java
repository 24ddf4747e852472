package io.github.maestroevents.delivery.health;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.monitor.DeliveryStats;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * From when on a destination is degraded, and from when on it is failing. Times and shares are
 * passed when they are reached.
 *
 * <p>Immutable; two with the same settings are equal.
 */
public final class HealthThresholds {

  /** A time that is never reached: turns a level off. */
  public static final Duration NEVER = ChronoUnit.FOREVER.getDuration();

  /** A share that is never reached: turns a level off. */
  public static final double NO_SHARE = Double.POSITIVE_INFINITY;

  private static final HealthThresholds DEFAULTS =
      new HealthThresholds(
          new Values(
              new Times(Duration.ofSeconds(30), Duration.ofMinutes(5)),
              new Times(Duration.ofMinutes(1), Duration.ofMinutes(15)),
              new Times(Duration.ofMinutes(10), Duration.ofMinutes(1)),
              new Shares(0.75, 0.95),
              new Times(Duration.ofSeconds(10), Duration.ofSeconds(30)),
              new Shares(0.75, 0.95)));

  private final Values values;

  private HealthThresholds(Values values) {
    this.values = values;
  }

  /** What the accessors say of each. */
  public static HealthThresholds defaults() {
    return DEFAULTS;
  }

  /** How long the circuit is not closed. Default: 30 s, 5 min. */
  public Times circuitOpen() {
    return values.circuitOpen;
  }

  /** Age of {@link DeliveryStats#oldestUndelivered()}. Default: 1 min, 15 min. */
  public Times oldestEvent() {
    return values.oldestEvent;
  }

  /**
   * How long a drop counts, from {@link DeliveryStats#lastDrop()} on: as failing for the shorter
   * time, then as degraded. Default: degraded for 10 min, failing for 1 min.
   */
  public Times drops() {
    return values.drops;
  }

  /** Bytes of the journal, as a share of what it may hold. Default: 0.75, 0.95. */
  public Shares journalShare() {
    return values.journalShare;
  }

  /**
   * {@link DeliveryStats#turnAge()}: how long the delivery thread has begun no turn, or not its
   * first. Default: 10 s, 30 s. A pause of the JVM or of its machine looks the same.
   */
  public Times noTurn() {
    return values.noTurn;
  }

  /** Events in the queue, as a share of its capacity. Default: 0.75, 0.95. */
  public Shares queueShare() {
    return values.queueShare;
  }

  /** These thresholds with another {@link #circuitOpen()}; {@link #NEVER} turns a level off. */
  public HealthThresholds withCircuitOpen(Duration degraded, Duration failing) {
    Values v = values;
    return new HealthThresholds(
        new Values(
            rising("circuitOpen", degraded, failing),
            v.oldestEvent,
            v.drops,
            v.journalShare,
            v.noTurn,
            v.queueShare));
  }

  /** These thresholds with another {@link #oldestEvent()}; {@link #NEVER} turns a level off. */
  public HealthThresholds withOldestEvent(Duration degraded, Duration failing) {
    Values v = values;
    return new HealthThresholds(
        new Values(
            v.circuitOpen,
            rising("oldestEvent", degraded, failing),
            v.drops,
            v.journalShare,
            v.noTurn,
            v.queueShare));
  }

  /**
   * These thresholds with another {@link #drops()}.
   *
   * @param degraded how long a drop counts at all; zero turns both levels off
   * @param failing how long it counts as failing, at most as long; zero turns this level off
   */
  public HealthThresholds withDrops(Duration degraded, Duration failing) {
    if (failing.isNegative() || failing.compareTo(degraded) > 0) {
      throw new IllegalArgumentException(
          "drops must count as failing for 0 or more, and no longer than as degraded, but count "
              + failing
              + " as failing and "
              + degraded
              + " as degraded");
    }
    Values v = values;
    return new HealthThresholds(
        new Values(
            v.circuitOpen,
            v.oldestEvent,
            new Times(degraded, failing),
            v.journalShare,
            v.noTurn,
            v.queueShare));
  }

  /** These thresholds with another {@link #journalShare()}; {@link #NO_SHARE} turns a level off. */
  public HealthThresholds withJournalShare(double degraded, double failing) {
    Values v = values;
    return new HealthThresholds(
        new Values(
            v.circuitOpen,
            v.oldestEvent,
            v.drops,
            rising("journalShare", degraded, failing),
            v.noTurn,
            v.queueShare));
  }

  /** These thresholds with another {@link #noTurn()}; {@link #NEVER} turns a level off. */
  public HealthThresholds withNoTurn(Duration degraded, Duration failing) {
    Values v = values;
    return new HealthThresholds(
        new Values(
            v.circuitOpen,
            v.oldestEvent,
            v.drops,
            v.journalShare,
            rising("noTurn", degraded, failing),
            v.queueShare));
  }

  /** These thresholds with another {@link #queueShare()}; {@link #NO_SHARE} turns a level off. */
  public HealthThresholds withQueueShare(double degraded, double failing) {
    Values v = values;
    return new HealthThresholds(
        new Values(
            v.circuitOpen,
            v.oldestEvent,
            v.drops,
            v.journalShare,
            v.noTurn,
            rising("queueShare", degraded, failing)));
  }

  private static Times rising(String name, Duration degraded, Duration failing) {
    if (degraded.isNegative() || degraded.compareTo(failing) > 0) {
      throw new IllegalArgumentException(
          name
              + " must be degraded at 0 or more, and failing no sooner, but is degraded at "
              + degraded
              + " and failing at "
              + failing);
    }
    return new Times(degraded, failing);
  }

  private static Shares rising(String name, double degraded, double failing) {
    if (!(degraded > 0 && degraded <= failing)) { // written so that NaN is refused
      throw new IllegalArgumentException(
          name
              + " must be degraded above 0, and failing no sooner, but is degraded at "
              + degraded
              + " and failing at "
              + failing);
    }
    return new Shares(degraded, failing);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HealthThresholds that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** The settings by their names. */
  @Override
  public String toString() {
    String text = values.toString();
    return "HealthThresholds" + text.substring(text.indexOf('['));
  }

  /**
   * Two limits of one figure, which is a time.
   *
   * @param degraded the limit for {@link HealthStatus#DEGRADED}
   * @param failing the limit for {@link HealthStatus#FAILING}
   */
  public record Times(Duration degraded, Duration failing) {

    public Times {
      requireNonNull(degraded, "degraded");
      requireNonNull(failing, "failing");
    }
  }

  /**
   * Two limits of one figure, which is a share of what there is room for.
   *
   * @param degraded the limit for {@link HealthStatus#DEGRADED}
   * @param failing the limit for {@link HealthStatus#FAILING}
   */
  public record Shares(double degraded, double failing) {}

  private record Values(
      Times circuitOpen,
      Times oldestEvent,
      Times drops,
      Shares journalShare,
      Times noTurn,
      Shares queueShare) {}
}
