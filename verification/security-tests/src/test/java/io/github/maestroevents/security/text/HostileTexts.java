package io.github.maestroevents.security.text;

import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts that forge lines, hide, turn text around or are long, and how they are found again. */
final class HostileTexts {

  /** What a line begins with that a text has forged. */
  private static final String FORGED = "FORGED";

  /** Nothing of it may come out anywhere, but for the ends of lines. */
  private static final Pattern RAW =
      Pattern.compile(
          "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Co}\\p{Cn}\u034f\u115f\u1160\u3164\ufe0f\uffa0]");

  private static final List<String> PIECES =
      List.of(
          "\n" + FORGED,
          "\r\n" + FORGED,
          "\r" + FORGED,
          "\u0000",
          "\u0008",
          "\u001b[2J\u001b[31m",
          "\u007f",
          "\u0085" + FORGED,
          "\u009b31m",
          "\u200b",
          "\u200f",
          "\u2028" + FORGED,
          "\u2029" + FORGED,
          "\u202e",
          "\u2066",
          "\u061c",
          "\ufeff",
          "\ufe0f",
          "\u3164",
          "\ud800",
          "\udc00",
          "\ue000",
          "\uffff",
          "\udb40\udc41",
          "\udbff\udfff",
          "{}",
          "{0}",
          "%n%s",
          "'}\"\\",
          "\u00e9\u5b57",
          "\ud83d\ude00");

  private final Random random;

  /**
   * @param seed what the texts follow from
   */
  HostileTexts(long seed) {
    this.random = new Random(seed);
  }

  /** Another one; one in four is long. */
  String next() {
    StringBuilder text = new StringBuilder("t");
    int pieces = 1 + random.nextInt(6);
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES.get(random.nextInt(PIECES.size()))).append('x');
    }
    return random.nextInt(4) == 0
        ? text.toString().repeat(20_000 / text.length())
        : text.toString();
  }

  /** What of an output a reader must not get to see, or null. */
  static String foundIn(String output, int maxLineChars) {
    for (String line : output.split("\n", -1)) {
      Matcher raw = RAW.matcher(line);
      if (raw.find()) {
        return String.format("U+%04X at %d", raw.group().codePointAt(0), raw.start());
      }
      if (line.startsWith(FORGED)) {
        return "a forged line";
      }
      if (line.length() > maxLineChars) {
        return "a line of " + line.length() + " characters: " + line.substring(0, 200);
      }
    }
    return null;
  }
}
