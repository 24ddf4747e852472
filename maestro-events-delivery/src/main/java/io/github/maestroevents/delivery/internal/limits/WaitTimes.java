package io.github.maestroevents.delivery.internal.limits;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Any duration that a caller may name, as nanoseconds with which the engine can reckon: neither the
 * sum of two nor a clock's reading and one of them overflows.
 */
public final class WaitTimes {

  /** As good as for ever: 73 years. */
  public static final long LONGEST_NANOS = Long.MAX_VALUE / 4;

  private WaitTimes() {}

  /** The nanoseconds of a duration: 0 for a negative one, {@link #LONGEST_NANOS} at most. */
  public static long nanos(Duration duration) {
    return bounded(TimeUnit.NANOSECONDS.convert(duration)); // saturates
  }

  /** The sum of two times, bounded likewise. */
  public static long sum(long nanos, long moreNanos) {
    return bounded(bounded(nanos) + bounded(moreNanos));
  }

  /** What is left of a time. */
  public static long left(long nanos, long passedNanos) {
    return bounded(bounded(nanos) - Math.max(0, passedNanos));
  }

  private static long bounded(long nanos) {
    return Math.max(0, Math.min(nanos, LONGEST_NANOS));
  }
}
