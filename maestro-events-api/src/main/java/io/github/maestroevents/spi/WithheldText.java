package io.github.maestroevents.spi;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells of a text that may hold a secret without telling the text. A setting that is refused may be
 * a URL with a password in it, or a password that stands where a number should: messages name the
 * setting and say what its value looks like.
 */
public final class WithheldText {

  /** Of a longer text the end is not looked at. */
  private static final int LONGEST_LOOK = 10_000;

  /** What people call things in a program; a URL or a password is seldom made of these alone. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$.-]{0,99}");

  private WithheldText() {}

  /**
   * The name of an object, in quotes; of what does not look like a name, what it looks like, since
   * a URL with a password may stand in its place.
   */
  public static String name(String text) {
    return NAME.matcher(text).matches() ? '"' + text + '"' : "(no name: " + shape(text) + ")";
  }

  /**
   * What a text looks like: how long it is, and what in it is neither letter nor digit. {@code 17
   * characters, with '@' and a space}.
   */
  public static String shape(CharSequence text) {
    Set<String> signs = new LinkedHashSet<>();
    text.codePoints().limit(LONGEST_LOOK).forEach(c -> add(signs, c));
    String length = text.length() == 1 ? "1 character" : text.length() + " characters";
    return signs.isEmpty()
        ? length
        : length + ", with " + signs.stream().sorted().collect(Collectors.joining(" and "));
  }

  private static void add(Set<String> signs, int c) {
    if (c > 126) {
      signs.add("characters beyond ASCII");
    } else if (c < ' ') {
      signs.add("control characters");
    } else if (c == ' ') {
      signs.add("a space");
    } else if (c == '"' || c == '\'') {
      signs.add("a quote");
    } else if ("@?#%".indexOf(c) >= 0) {
      signs.add("'" + (char) c + "'");
    } else if (!Character.isLetterOrDigit(c) && ".:,/_-".indexOf(c) < 0) {
      signs.add("other signs");
    }
  }
}
