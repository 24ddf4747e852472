package io.github.maestroevents.config.internal.value;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bytes as people write them: {@code 64MiB}; without a unit, bytes. */
public final class SizeText {

  private static final Pattern FORM = Pattern.compile("(-?\\d{1,40})\\s?(b|kib|mib|gib)?");
  private static final Map<String, Long> UNITS = units();

  private SizeText() {}

  private static Map<String, Long> units() {
    Map<String, Long> units = new LinkedHashMap<>();
    units.put("GiB", 1L << 30);
    units.put("MiB", 1L << 20);
    units.put("KiB", 1L << 10);
    units.put("B", 1L);
    return units;
  }

  /** Empty if the text is no size. One beyond all bounds is the largest. */
  static OptionalLong bytes(String text) {
    Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    long number = WholeNumber.of(matcher.group(1));
    long unit = 1;
    for (Map.Entry<String, Long> known : UNITS.entrySet()) {
      if (known.getKey().equalsIgnoreCase(matcher.group(2))) {
        unit = known.getValue();
      }
    }
    try {
      return OptionalLong.of(Math.multiplyExact(number, unit));
    } catch (ArithmeticException beyond) {
      return OptionalLong.of(number < 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
    }
  }

  /** In the largest unit that says it exactly. */
  public static String of(long bytes) {
    if (bytes == 0) {
      return "0B";
    }
    for (Map.Entry<String, Long> unit : UNITS.entrySet()) {
      if (bytes % unit.getValue() == 0) {
        return bytes / unit.getValue() + unit.getKey();
      }
    }
    return bytes + "B";
  }
}
