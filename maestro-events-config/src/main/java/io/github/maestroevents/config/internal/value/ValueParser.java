package io.github.maestroevents.config.internal.value;

import io.github.maestroevents.config.internal.mistake.BadValueException;
import io.github.maestroevents.config.internal.mistake.NearestName;
import io.github.maestroevents.spi.WithheldText;
import io.github.maestroevents.spi.provider.Setting;
import io.github.maestroevents.spi.provider.Setting.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * From the text of a value to the value. A text that does not fit is told by what it looks like: it
 * may be a password in the wrong place. Only a number in its range, or out of it, is shown.
 */
public final class ValueParser {

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,40}");
  private static final Pattern SHARE = Pattern.compile("-?\\d{0,9}\\.?\\d{1,17}");

  /** A number with or without a unit, ours or not: nobody's password. */
  private static final Pattern MEASURE =
      Pattern.compile("-?\\d{1,20}(?:[.,]\\d{1,6})?\\s?([a-z]*)");

  private static final Set<String> UNITS =
      Set.of(
          "", "ns", "us", "ms", "millis", "s", "sec", "secs", "second", "seconds", "m", "min",
          "mins", "minute", "minutes", "h", "hour", "hours", "d", "day", "days", "w", "week",
          "weeks", "b", "k", "kb", "mb", "gb", "tb", "g", "kib", "mib", "gib", "tib", "byte",
          "bytes");

  private ValueParser() {}

  /**
   * The value, of the type that {@link SettingValues} gives for the kind of setting.
   *
   * @throws BadValueException if the setting does not take it; the message withholds the text
   */
  public static Object parse(Setting setting, String text) throws BadValueException {
    String value = isOurs(setting.kind()) ? text.strip() : text;
    if (value.isEmpty() && !setting.isOfClient()) {
      throw new BadValueException("must be " + RangeText.of(setting) + ", but is empty");
    }
    return switch (setting.kind()) {
      case TEXT, SECRET, GROUP -> value;
      case FLAG -> flag(setting, value);
      case INTEGER -> number(setting, value, integer(value));
      case SIZE -> number(setting, value, SizeText.bytes(value));
      case DURATION -> java.time.Duration.ofMillis(number(setting, value, TimeText.millis(value)));
      case SHARE -> share(setting, value);
      case CHOICE -> word(setting, value);
      case LIST -> list(setting, value);
    };
  }

  /** What a client takes, or a password, is taken as it stands. */
  private static boolean isOurs(Kind kind) {
    return kind != Kind.SECRET && kind != Kind.GROUP;
  }

  private static Boolean flag(Setting setting, String value) throws BadValueException {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refused(setting, value);
    };
  }

  private static OptionalLong integer(String value) {
    return NUMBER.matcher(value).matches()
        ? OptionalLong.of(WholeNumber.of(value))
        : OptionalLong.empty();
  }

  private static long number(Setting setting, String value, OptionalLong parsed)
      throws BadValueException {
    if (RangeText.isUnlimited(setting) && value.equalsIgnoreCase(Setting.UNLIMITED)) {
      return setting.max();
    }
    if (parsed.isEmpty()) {
      throw refused(setting, value);
    }
    long number = parsed.getAsLong();
    if (number < setting.min() || number > setting.max()) {
      throw new BadValueException(
          "must be " + RangeText.range(setting) + ", but is " + shown(value));
    }
    return number;
  }

  private static Double share(Setting setting, String value) throws BadValueException {
    if (SHARE.matcher(value).matches()) {
      double share = Double.parseDouble(value);
      if (share > 0 && share <= 1) {
        return share;
      }
    }
    throw refused(setting, value);
  }

  private static String word(Setting setting, String value) throws BadValueException {
    for (String word : setting.words()) {
      if (word.equalsIgnoreCase(value)) {
        return word;
      }
    }
    throw refused(setting, value);
  }

  private static List<String> list(Setting setting, String value) throws BadValueException {
    List<String> elements = new ArrayList<>();
    for (String element : value.split(",", -1)) {
      String stripped = element.strip();
      if (stripped.isEmpty()) {
        throw new BadValueException(
            "must be "
                + RangeText.of(setting)
                + ", but there is nothing between two of its commas");
      }
      elements.add(setting.words().isEmpty() ? stripped : word(setting, stripped));
    }
    return List.copyOf(elements);
  }

  private static BadValueException refused(Setting setting, String value) {
    Optional<String> near =
        setting.kind() == Kind.FLAG
            ? NearestName.of(value, List.of("true", "false"))
            : NearestName.of(value, setting.words());
    return new BadValueException(
        "must be " + RangeText.of(setting) + ", but is " + shown(value),
        near.map(word -> "did you mean " + word + "?").orElse(""));
  }

  private static String shown(String value) {
    var measure = MEASURE.matcher(value.toLowerCase(Locale.ROOT));
    boolean isTime = value.startsWith("PT") && TimeText.millis(value).isPresent();
    return isTime || (measure.matches() && UNITS.contains(measure.group(1)))
        ? value
        : WithheldText.shape(value);
  }
}
