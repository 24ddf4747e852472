package io.github.maestroevents.cli.console;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Numbers, sizes and ages as people read them: {@code 4,000}, {@code 3.2 MB}, {@code 2 h 14 min}.
 */
public final class Figures {

  private static final long KILO = 1000;
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

  private Figures() {}

  /** {@code 4,000}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 event}, {@code 4,000 events}. */
  public static String events(long number) {
    return count(number) + (number == 1 ? " event" : " events");
  }

  /** In decimal units, with a decimal below 100: {@code 3.2 MB}, {@code 148 MB}. */
  public static String size(long bytes) {
    double value = (double) bytes;
    int unit = 0;
    // What would be rounded up to 1000 is one of the next unit.
    while (value >= KILO - 0.5 && unit + 1 < UNITS.length) {
      value /= KILO;
      unit++;
    }
    String format = unit > 0 && value < 99.95 ? "%.1f %s" : "%.0f %s";
    return String.format(Locale.ROOT, format, value, UNITS[unit]);
  }

  /** The two largest units: {@code 3 d 4 h}, {@code 2 h 14 min}, {@code 45 s}; never below 0. */
  public static String age(Duration age) {
    long seconds = Math.max(0, age.toSeconds());
    long[] values = {seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60};
    String[] units = {"d", "h", "min", "s"};
    for (int i = 0; i < values.length - 1; i++) {
      if (values[i] > 0) {
        String less = values[i + 1] > 0 ? " " + values[i + 1] + " " + units[i + 1] : "";
        return values[i] + " " + units[i] + less;
      }
    }
    return seconds + " s";
  }

  /** {@code 2026-11-25T12:00:01Z, 2 h 14 min ago}; {@code none} for null. */
  public static String since(@Nullable Instant time, Instant now) {
    if (time == null) {
      return "none";
    }
    return time + ", " + age(Duration.between(time, now)) + " ago";
  }
}
