package io.github.maestroevents.config.internal.value;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people write them: {@code 500ms}, {@code 5s}, {@code PT5S}. In whole milliseconds. */
public final class TimeText {

  private static final Pattern FORM = Pattern.compile("(-?\\d{1,40})\\s?(ms|s|m|h|d)");
  private static final Map<String, Long> UNITS = units();

  private TimeText() {}

  private static Map<String, Long> units() {
    Map<String, Long> units = new LinkedHashMap<>();
    units.put("d", Duration.ofDays(1).toMillis());
    units.put("h", Duration.ofHours(1).toMillis());
    units.put("m", Duration.ofMinutes(1).toMillis());
    units.put("s", Duration.ofSeconds(1).toMillis());
    units.put("ms", 1L);
    return units;
  }

  /** The milliseconds; empty if the text is no time. One beyond all bounds is the largest. */
  static OptionalLong millis(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    Matcher matcher = FORM.matcher(lower);
    if (matcher.matches()) {
      long number = WholeNumber.of(matcher.group(1));
      long unit = UNITS.getOrDefault(matcher.group(2), 1L);
      return OptionalLong.of(saturated(number, unit));
    }
    if (!lower.startsWith("p") && !lower.startsWith("-p")) {
      return OptionalLong.empty();
    }
    try {
      Duration time = Duration.parse(text);
      return time.toNanosPart() % 1_000_000 == 0
          ? OptionalLong.of(time.toMillis())
          : OptionalLong.empty();
    } catch (DateTimeParseException | ArithmeticException noTime) {
      return OptionalLong.empty();
    }
  }

  private static long saturated(long number, long unit) {
    try {
      return Math.multiplyExact(number, unit);
    } catch (ArithmeticException beyond) {
      return number < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /** In the largest unit that says it exactly. */
  public static String of(long millis) {
    if (millis == 0) {
      return "0ms";
    }
    for (Map.Entry<String, Long> unit : UNITS.entrySet()) {
      if (millis % unit.getValue() == 0) {
        return millis / unit.getValue() + unit.getKey();
      }
    }
    return millis + "ms";
  }
}
