package io.github.maestroevents.cli.delivery;

import io.github.maestroevents.cli.console.UsageException;
import io.github.maestroevents.spi.WithheldText;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many events may be sent in a time.
 *
 * @param events how many, from 1 on
 * @param nanos in how many nanoseconds; 0 for as fast as it goes
 */
public record Rate(long events, long nanos) {

  /** As fast as it goes. */
  public static final Rate UNLIMITED = new Rate(1, 0);

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(?:/(s|min|m|h))?");

  /** So that a rate is kept evenly, a batch has no more than what this time allows. */
  private static final long EVEN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /**
   * Reads {@code 100/s}, {@code 500/min} or {@code 10/h}; a bare number is per second.
   *
   * @throws UsageException if it is nothing of the kind
   */
  static Rate parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches() || Long.parseLong(form.group(1)) == 0) {
      throw new UsageException(
          "--rate must be a rate such as 100/s, 500/min or 10/h, but is "
              + WithheldText.shape(text));
    }
    String unit = form.group(2) == null ? "s" : form.group(2);
    TimeUnit time =
        switch (unit) {
          case "h" -> TimeUnit.HOURS;
          case "s" -> TimeUnit.SECONDS;
          default -> TimeUnit.MINUTES;
        };
    return new Rate(Long.parseLong(form.group(1)), time.toNanos(1));
  }

  /** The largest batch that keeps the rate even; at least 1. */
  int mostAtOnce() {
    if (nanos == 0) {
      return Integer.MAX_VALUE;
    }
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, EVEN_NANOS * events / nanos));
  }

  /** The time that so many events take at this rate. */
  long nanosFor(long sent) {
    return (long) ((double) sent * (double) nanos / (double) events);
  }
}
