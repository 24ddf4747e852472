package io.github.maestroevents.internal;

/**
 * Escapes what would break a line, hide, or turn text around, as JSON does it. Every method is one
 * pass that ends at its bound: what it costs does not depend on how long a text is.
 */
public final class VisibleText {

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private VisibleText() {}

  /**
   * Appends a text up to a bound. What is left out is told by its length: {@code …(+4000000)}.
   *
   * @param maxChars how much is appended at most, beside that notice
   * @param quotes whether quotes and backslashes are escaped, too
   */
  public static void append(StringBuilder to, String text, int maxChars, boolean quotes) {
    append(to, text, 0, maxChars, quotes);
  }

  /**
   * The same for a text of which only the beginning is at hand.
   *
   * @param more how many characters it has beyond that
   */
  public static void append(
      StringBuilder to, String text, long more, int maxChars, boolean quotes) {
    int length = text.length();
    int end = to.length() + Math.min(maxChars, Integer.MAX_VALUE - 64 - to.length());
    int at = 0;
    while (at < length) {
      int codePoint = text.codePointAt(at);
      int chars = Character.charCount(codePoint);
      boolean quote = quotes && (codePoint == '"' || codePoint == '\\');
      boolean visible = isVisible(codePoint);
      if (to.length() + (visible ? chars + (quote ? 1 : 0) : 6 * chars) > end) {
        to.append("…(+").append(length - at + more).append(')');
        return;
      }
      if (visible) {
        if (quote) {
          to.append('\\');
        }
        to.appendCodePoint(codePoint);
      } else {
        for (int i = 0; i < chars; i++) {
          appendEscaped(to, text.charAt(at + i));
        }
      }
      at += chars;
    }
    if (more > 0) {
      to.append("…(+").append(more).append(')');
    }
  }

  /** Appends JSON; what stands outside of strings and is white space becomes a space. */
  public static void appendJson(StringBuilder to, String json) {
    int length = json.length();
    for (int at = 0; at < length; ) {
      int codePoint = json.codePointAt(at);
      int chars = Character.charCount(codePoint);
      if (codePoint < ' ') {
        to.append(' ');
      } else if (isVisible(codePoint)) {
        to.appendCodePoint(codePoint);
      } else {
        for (int i = 0; i < chars; i++) {
          appendEscaped(to, json.charAt(at + i));
        }
      }
      at += chars;
    }
  }

  /** Appends {@code \}{@code u} and four digits. */
  public static void appendEscaped(StringBuilder to, char c) {
    to.append('\\')
        .append('u')
        .append(HEX[c >> 12])
        .append(HEX[(c >> 8) & 0xF])
        .append(HEX[(c >> 4) & 0xF])
        .append(HEX[c & 0xF]);
  }

  /**
   * Whether a character can be seen, and changes nothing but its own place. Format characters turn
   * text around or hide it (U+202E, U+200B); line and paragraph separators break lines in some
   * viewers; others are letters or marks that show nothing.
   */
  public static boolean isVisible(int codePoint) {
    if (codePoint < 0x7F) {
      return codePoint >= ' ';
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> codePoint < 0x34F || !isIgnorable(codePoint);
    };
  }

  /** What Unicode calls ignorable by default, and is neither a format character nor unassigned. */
  private static boolean isIgnorable(int codePoint) {
    return codePoint == 0x34F // combining grapheme joiner
        || codePoint == 0x115F // Hangul fillers
        || codePoint == 0x1160
        || codePoint == 0x3164
        || codePoint == 0xFFA0
        || codePoint == 0x17B4 // Khmer vowels that are not shown
        || codePoint == 0x17B5
        || codePoint == 0x2800 // an empty pattern of Braille
        || (codePoint >= 0x180B && codePoint <= 0x180F) // variation selectors
        || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
        || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
  }
}
