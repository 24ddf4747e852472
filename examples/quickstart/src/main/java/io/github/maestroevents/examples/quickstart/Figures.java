package io.github.maestroevents.examples.quickstart;

import java.time.Duration;
import java.util.Locale;

/** Figures as people read them, the same in every locale. */
final class Figures {

  private static final long MILLI = 1_000_000;

  private Figures() {}

  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
  }

  /** A time given in nanoseconds; three digits tell enough of it. */
  static String time(long nanos) {
    return nanos < MILLI
        ? String.format(Locale.ROOT, "%.2f us", nanos / 1e3)
        : String.format(Locale.ROOT, "%.2f ms", nanos / 1e6);
  }
}
