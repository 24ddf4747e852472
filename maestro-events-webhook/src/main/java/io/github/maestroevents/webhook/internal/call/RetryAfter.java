package io.github.maestroevents.webhook.internal.call;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How long a receiver wants to be left alone. Source: RFC 9110, 10.2.3: a number of seconds, or the
 * date of an end. What is neither, or in the past, is no wish.
 */
final class RetryAfter {

  private static final int MOST_DIGITS = 9;

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private RetryAfter() {}

  /** The wish, at most {@code cap}; zero for none. */
  static Duration of(@Nullable String value, Instant now, Duration cap) {
    if (value == null) {
      return Duration.ZERO;
    }
    Duration wish = wish(value.strip(), now);
    if (wish.isNegative()) {
      return Duration.ZERO;
    }
    return wish.compareTo(cap) > 0 ? cap : wish;
  }

  private static Duration wish(String value, Instant now) {
    if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return value.length() > MOST_DIGITS
          ? Duration.ofDays(36_500)
          : Duration.ofSeconds(Long.parseLong(value));
    }
    try {
      return Duration.between(now, DATE.parse(value, Instant::from));
    } catch (DateTimeException noDate) {
      return Duration.ZERO;
    }
  }
}
