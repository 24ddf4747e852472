package io.github.maestroevents.cli.console;

import io.github.maestroevents.spi.WithheldText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as people write them: an age such as {@code 2h}, a date, a time of day. */
public final class Times {

  /** For the help of an option. */
  public static final String FORMS =
      "Such as 2h (ago), 30min, 1d12h, 2026-11-25, 2026-11-25T12:00Z.";

  private static final Pattern AGE = Pattern.compile("(?:\\d+ ?(?:w|d|h|min|m|s) ?)+");
  private static final Pattern PART = Pattern.compile("(\\d+) ?(w|d|h|min|m|s)");

  private Times() {}

  /**
   * The time that was meant. An age is taken off {@code now}; what names no zone is in UTC, as is
   * all that is printed; a date means its beginning.
   *
   * @param option for the message
   * @throws UsageException if it is nothing of the kind
   */
  public static Instant parse(String option, String text, Instant now) {
    String trimmed = text.strip();
    try {
      Instant time = AGE.matcher(trimmed).matches() ? now.minus(age(trimmed)) : date(trimmed);
      if (time != null) {
        return time;
      }
    } catch (DateTimeException | ArithmeticException e) {
      // Told below.
    }
    throw new UsageException(
        option
            + " must be an age such as 2h, or a time such as 2026-11-25T12:00:00Z, but is "
            + WithheldText.shape(text));
  }

  private static Duration age(String text) {
    Duration age = Duration.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      long number = new java.math.BigInteger(part.group(1)).longValueExact();
      age =
          age.plus(
              switch (part.group(2)) {
                case "w" -> Duration.ofDays(Math.multiplyExact(7, number));
                case "d" -> Duration.ofDays(number);
                case "h" -> Duration.ofHours(number);
                case "s" -> Duration.ofSeconds(number);
                default -> Duration.ofMinutes(number);
              });
    }
    return age;
  }

  private static @Nullable Instant date(String text) {
    String time = text.replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) ", "$1T");
    if (!time.contains("T")) {
      return LocalDate.parse(time).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    return time.matches(".*T.*(?:Z|[+-]\\d{2}(?::?\\d{2})?)")
        ? OffsetDateTime.parse(time).toInstant()
        : LocalDateTime.parse(time).toInstant(ZoneOffset.UTC);
  }
}
