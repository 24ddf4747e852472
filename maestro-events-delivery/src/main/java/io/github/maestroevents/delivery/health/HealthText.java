package io.github.maestroevents.delivery.health;

import java.time.Duration;
import java.util.Locale;

/** Figures as people read them. */
final class HealthText {

  private HealthText() {}

  /** {@code 340 ms}, {@code 34 s}, {@code 3 min 20 s}, {@code 2 h 5 min}, {@code 3 d 4 h}. */
  static String time(Duration time) {
    if (time.compareTo(HealthThresholds.NEVER) >= 0) {
      return "never";
    }
    long seconds = time.toSeconds();
    if (seconds < 1) {
      return time.toMillis() + " ms";
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3_600) {
      return two(seconds / 60, "min", seconds % 60, "s");
    }
    if (seconds < 86_400) {
      return two(seconds / 3_600, "h", seconds / 60 % 60, "min");
    }
    return two(seconds / 86_400, "d", seconds / 3_600 % 24, "h");
  }

  private static String two(long most, String unit, long rest, String smaller) {
    return most + " " + unit + (rest == 0 ? "" : " " + rest + " " + smaller);
  }

  /** With one decimal where there is one. */
  static String percent(double share) {
    String text = String.format(Locale.ROOT, "%.1f", share * 100);
    return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + "%";
  }

  /** In the largest unit of which there is a whole one. */
  static String bytes(long bytes) {
    if (bytes >= 1L << 30) {
      return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }
    if (bytes >= 1L << 20) {
      return String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1L << 20));
    }
    return String.format(Locale.ROOT, "%,d bytes", bytes);
  }
}
