package io.github.maestroevents.kafka.internal.record;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads the CloudEvents attribute {@code time}, an RFC 3339 timestamp, as Kafka's milliseconds.
 *
 * <p>The form in which this library writes it, UTC with or without milliseconds, is read by
 * position: the JDK's parser would be more than half of what it costs to make a record.
 */
final class EventTime {

  private static final String WITH_SECONDS = "0000-00-00T00:00:00Z";
  private static final String WITH_MILLIS = "0000-00-00T00:00:00.000Z";

  private EventTime() {}

  /** Milliseconds since 1970, or null if there is no such time or Kafka has no number for it. */
  static @Nullable Long epochMillis(@Nullable String time) {
    if (time == null) {
      return null;
    }
    try {
      long millis =
          hasForm(time, WITH_MILLIS) || hasForm(time, WITH_SECONDS)
              ? readByPosition(time)
              : OffsetDateTime.parse(time).toInstant().toEpochMilli();
      return millis < 0 ? null : millis;
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  private static boolean hasForm(String time, String form) {
    if (time.length() != form.length()) {
      return false;
    }
    for (int i = 0; i < form.length(); i++) {
      char c = time.charAt(i);
      char wanted = form.charAt(i);
      if (wanted == '0' ? c < '0' || c > '9' : c != wanted) {
        return false;
      }
    }
    return true;
  }

  private static long readByPosition(String time) {
    long day =
        LocalDate.of(number(time, 0, 4), number(time, 5, 7), number(time, 8, 10)).toEpochDay();
    int hour = number(time, 11, 13);
    int minute = number(time, 14, 16);
    int second = number(time, 17, 19);
    if (hour > 23 || minute > 59 || second > 59) {
      throw new DateTimeException("No such time of day: " + time);
    }
    int millis = time.length() == WITH_MILLIS.length() ? number(time, 20, 23) : 0;
    return (((day * 24 + hour) * 60 + minute) * 60 + second) * 1_000L + millis;
  }

  private static int number(String time, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + time.charAt(i) - '0';
    }
    return number;
  }
}
