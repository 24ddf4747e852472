package io.github.maestroevents.internal;

/**
 * Escapes what would break a line, hide, or turn text around, as JSON does it. Every method is one
 * pass that ends at its bound: what it costs does not depend on how long a text is.
 */
public final class VisibleText {

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  /** Before the figure that says how much was left out. */
  private static final String CUT = "…(+";

  /** More than any text has, and few enough to be added up. */
  private static final int MOST_DIGITS = 12;

  /** As many characters at the end of what is left out are searched for cuts that it had. */
  private static final int SEARCHED_CHARS = 8_192;

  /** As many marks may stand on one letter: more than any script needs, too few for a tower. */
  public static final int MOST_MARKS = 8;

  private static final int FIRST_MARK = 0x300;

  private VisibleText() {}

  /**
   * Appends a text up to a bound. What is left out is told by its length: {@code …(+4000000)}.
   * Where the text had been cut before, what it lost then counts with it.
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
    int marks = MOST_MARKS; // a mark at the beginning would change what stands before the text
    while (at < length) {
      int codePoint = text.codePointAt(at);
      int chars = Character.charCount(codePoint);
      boolean quote = quotes && (codePoint == '"' || codePoint == '\\');
      marks = marks(codePoint, marks);
      boolean visible = marks <= MOST_MARKS && isVisible(codePoint);
      if (to.length() + (visible ? chars + (quote ? 1 : 0) : 6 * chars) > end) {
        int from = beforeCut(text, at);
        to.setLength(to.length() - (at - from));
        to.append(CUT).append(leftOut(text, from) + more).append(')');
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
      to.append(CUT).append(more).append(')');
    }
  }

  /** Where an earlier cut stands that a place is in the midst of; else that place. */
  private static int beforeCut(String text, int at) {
    for (int from = at - 1; from >= Math.max(0, at - CUT.length() - MOST_DIGITS); from--) {
      int end = endOfCut(text, from);
      if (end > at) {
        return from;
      }
    }
    return at;
  }

  /** Behind the cut that stands at a place; -1 if none does. */
  private static int endOfCut(String text, int at) {
    if (!text.startsWith(CUT, at)) {
      return -1;
    }
    int digits = at + CUT.length();
    int end = digits;
    while (end < text.length()
        && end - digits < MOST_DIGITS
        && text.charAt(end) >= '0'
        && text.charAt(end) <= '9') {
      end++;
    }
    return end > digits && text.startsWith(")", end) ? end + 1 : -1;
  }

  /** How much is left out from a place on, with what had been left out there before. */
  private static long leftOut(String text, int from) {
    long length = text.length();
    long chars = length - from;
    int at = text.indexOf(CUT, Math.max(from, text.length() - SEARCHED_CHARS));
    while (at >= 0) {
      int end = endOfCut(text, at);
      if (end > 0) {
        chars += Long.parseLong(text, at + CUT.length(), end - 1, 10) - (end - at);
      }
      at = text.indexOf(CUT, at + 1);
    }
    return chars;
  }

  /** Appends JSON; what stands outside of strings and is white space becomes a space. */
  public static void appendJson(StringBuilder to, String json) {
    int length = json.length();
    int marks = 0;
    for (int at = 0; at < length; ) {
      int codePoint = json.codePointAt(at);
      int chars = Character.charCount(codePoint);
      marks = marks(codePoint, marks);
      if (codePoint < ' ') {
        to.append(' ');
      } else if (marks <= MOST_MARKS && isVisible(codePoint)) {
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

  /**
   * How many marks stand in a row up to a character, and with it.
   *
   * @param before how many do up to the one before
   */
  public static int marks(int codePoint, int before) {
    return isMark(codePoint) ? before + 1 : 0;
  }

  /** What stands on the letter before it. A tower of them reaches over the lines around. */
  private static boolean isMark(int codePoint) {
    if (codePoint < FIRST_MARK) {
      return false;
    }
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
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
