package io.github.maestroevents.config.internal.value;

import io.github.maestroevents.spi.provider.Setting;
import io.github.maestroevents.spi.provider.Setting.Kind;

/** What a value must look like, in words. */
public final class RangeText {

  private RangeText() {}

  /** Behind <em>must be</em>. */
  public static String of(Setting setting) {
    String unlimited =
        setting.kind() != Kind.CHOICE && isUnlimited(setting) ? ", or unlimited" : "";
    return switch (setting.kind()) {
      case TEXT, SECRET, GROUP -> "a text that is not empty";
      case FLAG -> "true or false";
      case INTEGER -> "a whole number " + range(setting) + unlimited;
      case SIZE -> "bytes such as 512KiB or 64MiB, " + range(setting) + unlimited;
      case DURATION -> "a time such as 500ms or 5s, " + range(setting) + unlimited;
      case SHARE -> "a number above 0 and at most 1, such as 0.5";
      case CHOICE -> anyOf(setting);
      case LIST ->
          setting.words().isEmpty()
              ? "texts with commas between them"
              : "some of " + String.join(", ", setting.words()) + ", with commas between them";
    };
  }

  /** From the smallest to the largest. */
  public static String range(Setting setting) {
    if (setting.max() == Long.MAX_VALUE) {
      return "at least " + number(setting, setting.min());
    }
    return "from " + number(setting, setting.min()) + " to " + number(setting, setting.max());
  }

  static String number(Setting setting, long number) {
    return switch (setting.kind()) {
      case SIZE -> SizeText.of(number);
      case DURATION -> TimeText.of(number);
      default -> Long.toString(number);
    };
  }

  static boolean isUnlimited(Setting setting) {
    return setting.words().contains(Setting.UNLIMITED);
  }

  private static String anyOf(Setting setting) {
    String all = String.join(", ", setting.words());
    int last = all.lastIndexOf(", ");
    return last < 0 ? all : all.substring(0, last) + " or " + all.substring(last + 2);
  }
}
