package io.github.maestroevents.examples.quickstart;

import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * How long calls of {@code send} kept their caller, by phase; and, measured right behind each call,
 * how long nothing takes: what the clock itself adds to every figure. Each caller has its own, so
 * that measuring costs them no contention. Not thread-safe.
 */
final class CallerLatency {

  private static final int SIGNIFICANT_DIGITS = 3;

  private final Map<Phase, Histogram> calls = new EnumMap<>(Phase.class);
  private final Histogram clock = new Histogram(SIGNIFICANT_DIGITS);

  CallerLatency() {
    for (Phase phase : Phase.values()) {
      calls.put(phase, new Histogram(SIGNIFICANT_DIGITS));
    }
  }

  void record(Phase phase, long callNanos, long clockNanos) {
    calls(phase).recordValue(callNanos);
    clock.recordValue(clockNanos);
  }

  void add(CallerLatency other) {
    calls.forEach((phase, histogram) -> histogram.add(other.calls(phase)));
    clock.add(other.clock);
  }

  /** The calls of one phase, in nanoseconds. */
  Histogram calls(Phase phase) {
    Histogram histogram = calls.get(phase);
    if (histogram == null) {
      throw new IllegalArgumentException("No such phase: " + phase);
    }
    return histogram;
  }

  /** Two readings of the clock with nothing between them, in nanoseconds. */
  Histogram clock() {
    return clock;
  }
}
