package io.github.maestroevents.security.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** A text that is nowhere but where a test has put it, and the shapes that passwords have. */
final class Marked {

  /** Letters and digits, so that it reads the same in a URL. */
  static final String TEXT = "zQ7vXk93WqJ";

  /** What stands in a password and means something to a URL, a JAAS line or a line of a log. */
  private static final List<String> SHAPES =
      List.of(
          "%s",
          "%s%%zz",
          "^%s",
          "a/%s",
          "a %s b",
          "\"%s",
          "'%s'",
          "a#%s",
          "a?%s=1",
          "a&%s",
          "a@%s@b",
          "a:%s:b",
          "a\n%s",
          "\u00e4%s\u00df",
          "\\%s",
          "{%s}",
          "$%s",
          "%s;");

  private Marked() {}

  /** The marked text in the middle of each. */
  static List<String> passwords() {
    return SHAPES.stream().map(shape -> String.format(Locale.ROOT, shape, TEXT)).toList();
  }

  /** Each place of a URL where people put what is secret: {@code %s} stands for it. */
  static List<String> urls(String scheme, String rest) {
    List<String> urls = new ArrayList<>();
    for (String password : passwords()) {
      urls.add(scheme + "://user:" + password + "@" + rest);
      urls.add(scheme + "://" + password + "@" + rest);
      urls.add(scheme + "://" + rest + "?password=" + password);
      urls.add(scheme + "://" + rest + "#" + password);
      urls.add(scheme + ":/" + password + "@" + rest);
      urls.add(password);
    }
    return urls;
  }

  /** Where in a text the marked one stands, in any of its writings; empty if nowhere. */
  static List<String> foundIn(String text) {
    List<String> found = new ArrayList<>();
    for (String writing : writings()) {
      int at = text.indexOf(writing);
      if (at >= 0) {
        found.add(
            text.substring(
                Math.max(0, at - 200), Math.min(text.length(), at + writing.length() + 100)));
      }
    }
    return found;
  }

  /** As it is, in other cases, backwards, and in Base64 at any of three places. */
  private static List<String> writings() {
    List<String> writings = new ArrayList<>();
    writings.add(TEXT);
    writings.add(TEXT.toLowerCase(Locale.ROOT));
    writings.add(TEXT.toUpperCase(Locale.ROOT));
    writings.add(new StringBuilder(TEXT).reverse().toString());
    for (int before = 0; before < 3; before++) {
      String padded = "x".repeat(before) + TEXT;
      String encoded = Base64.getEncoder().withoutPadding().encodeToString(padded.getBytes(UTF_8));
      int first = before == 0 ? 0 : before + 1; // characters that others have a part in
      writings.add(encoded.substring(first, encoded.length() - 2));
    }
    return writings;
  }
}
