package io.github.maestroevents.testkit;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.time.Duration;
import java.time.Instant;

/**
 * A clock that stands still until a test moves it. Safe for use from many threads; nothing blocks.
 *
 * <p>The monotonic reading starts ten seconds short of {@link Long#MAX_VALUE}, because {@link
 * System#nanoTime} may: code that compares two readings instead of looking at their difference
 * fails here rather than once in a host's life.
 */
public final class ManualClock implements DeliveryClock {

  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private static final long FIRST_NANO_TIME = Long.MAX_VALUE - Duration.ofSeconds(10).toNanos();
  private static final Instant FIRST_NOW = Instant.parse("2026-01-01T00:00:00Z");

  private long nanoTime = FIRST_NANO_TIME;
  private Instant now;

  private ManualClock(Instant now) {
    this.now = now;
  }

  /** A clock that stands at midnight, 1 January 2026, UTC. */
  public static ManualClock create() {
    return new ManualClock(FIRST_NOW);
  }

  /** A clock that stands at {@code now}. */
  public static ManualClock startingAt(Instant now) {
    return new ManualClock(requireNonNull(now, "now"));
  }

  @Override
  public synchronized long nanoTime() {
    return nanoTime;
  }

  @Override
  public synchronized Instant now() {
    return now;
  }

  /**
   * Moves both readings forward together, so that nobody sees one moved and the other not.
   *
   * @throws IllegalArgumentException if {@code by} is negative, since monotonic time never goes
   *     back, or longer than a monotonic clock counts, some 292 years
   */
  public synchronized void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("by must not be negative: " + by);
    }
    if (by.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("by must be at most " + LONGEST + ": " + by);
    }
    nanoTime += by.toNanos(); // may wrap round, as System.nanoTime may
    now = now.plus(by);
  }

  /**
   * Sets the time of day alone, forward or back, as an operator or NTP does to a machine; the
   * monotonic reading stays.
   */
  public synchronized void setWall(Instant now) {
    this.now = requireNonNull(now, "now");
  }

  @Override
  public synchronized String toString() {
    return "ManualClock[now=" + now + ", nanoTime=" + nanoTime + "]";
  }
}
