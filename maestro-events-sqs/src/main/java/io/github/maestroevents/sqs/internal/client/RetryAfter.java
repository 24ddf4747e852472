package io.github.maestroevents.sqs.internal.client;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP header {@code Retry-After} in its form of whole seconds (RFC 9110, section 10.2.3). Its
 * other form, a date, would take a clock that agrees with the service's, and counts as no hint.
 */
final class RetryAfter {

  static final String HEADER = "Retry-After";

  /**
   * Whatever a gateway asks for: a wait as long as the engine keeps trying would be the end of the
   * event.
   */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private RetryAfter() {}

  static Duration parse(@Nullable String header) {
    if (header == null || !SECONDS.matcher(header.strip()).matches()) {
      return Duration.ZERO;
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(header.strip()));
    return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }
}
