package io.github.maestroevents.benchmarks.sqs;

import io.github.maestroevents.benchmarks.Figures;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** The table of a race. */
final class Standings {

  private static final double NANOS_PER_MICRO = 1e3;

  private Standings() {}

  static void print(List<Score> scores, PrintStream out) {
    out.printf(
        "%n%-32s %9s %9s %9s %7s %10s %8s %10s %10s%n",
        "", "events/s", "min", "max", "CPU µs", "requests", "events", "call µs", "call µs");
    out.printf(
        "%-32s %9s %9s %9s %7s %10s %8s %10s %10s%n",
        "", "median", "", "", "/event", "per 1,000", "/request", "p50", "p99");
    for (Score score : scores) {
      Figures speeds = score.each(Lap::eventsPerSecond);
      Histogram calls = score.calls();
      out.printf(
          Locale.ROOT,
          "%-32s %,9.0f %,9.0f %,9.0f %7.0f %,10.1f %8.2f %,10.2f %,10.2f%n",
          score.name(),
          speeds.median(),
          speeds.least(),
          speeds.most(),
          score.each(Lap::cpuMicrosPerEvent).median(),
          score.each(Lap::requestsPerThousandEvents).median(),
          score.each(Lap::eventsPerRequest).median(),
          calls.getValueAtPercentile(50) / NANOS_PER_MICRO,
          calls.getValueAtPercentile(99) / NANOS_PER_MICRO);
    }
  }
}
