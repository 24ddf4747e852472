package io.github.maestroevents.delivery.internal.limits;

import java.time.Duration;

/** Durations as nanoseconds that never overflow: what is longer than 100 years is 100 years. */
public final class Nanos {

  /** As good as for ever, and far enough from overflow to be added to any reading of a clock. */
  public static final long FOREVER = Duration.ofDays(36_500).toNanos();

  private Nanos() {}

  /** A duration in nanoseconds; 0 for a negative one, {@link #FOREVER} at most. */
  public static long of(Duration duration) {
    if (duration.isNegative()) {
      return 0;
    }
    return duration.toSeconds() >= FOREVER / 1_000_000_000 ? FOREVER : duration.toNanos();
  }

  /** The sum of two spans, {@link #FOREVER} at most. */
  public static long sum(long a, long b) {
    return a >= FOREVER - Math.min(b, FOREVER) ? FOREVER : a + b;
  }

  /** What is left of a span when some of it has passed; never negative. */
  public static long left(long span, long passed) {
    return Math.max(0, span - Math.max(0, passed));
  }
}
