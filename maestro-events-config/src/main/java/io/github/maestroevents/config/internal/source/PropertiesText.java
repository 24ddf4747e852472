package io.github.maestroevents.config.internal.source;

import io.github.maestroevents.config.internal.mistake.BadValueException;
import java.util.ArrayList;
import java.util.List;

/**
 * Text in the form of {@link java.util.Properties#load}, with the number of the line on which each
 * key begins. Immutable.
 */
final class PropertiesText {

  /**
   * A key with its value.
   *
   * @param line the number of its first line, from 1
   * @param malformed why it cannot be read; empty if it can
   */
  record Pair(int line, String key, String value, String malformed) {}

  private final List<Pair> pairs = new ArrayList<>();

  private PropertiesText() {}

  static List<Pair> pairs(String text) {
    PropertiesText result = new PropertiesText();
    result.read(text.split("\r\n|\r|\n", -1));
    return result.pairs;
  }

  private void read(String[] lines) {
    int next = 0;
    while (next < lines.length) {
      int first = next;
      String line = withoutIndent(lines[next++]);
      if (line.isEmpty() || line.charAt(0) == '#' || line.charAt(0) == '!') {
        continue;
      }
      StringBuilder logical = new StringBuilder(line);
      while (isContinued(logical)) {
        logical.setLength(logical.length() - 1);
        if (next < lines.length) {
          logical.append(withoutIndent(lines[next++]));
        }
      }
      if (!logical.isEmpty()) {
        add(first + 1, logical.toString());
      }
    }
  }

  private void add(int line, String text) {
    int end = 0;
    while (end < text.length() && !isEndOfKey(text.charAt(end))) {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    end = Math.min(end, text.length());
    int start = skipBlanks(text, end);
    if (start < text.length() && (text.charAt(start) == '=' || text.charAt(start) == ':')) {
      start = skipBlanks(text, start + 1);
    }
    String key = text.substring(0, end);
    try {
      key = unescaped(key);
      pairs.add(new Pair(line, key, unescaped(text.substring(start)), ""));
    } catch (BadValueException e) {
      pairs.add(new Pair(line, key, "", e.problem()));
    }
  }

  private static int skipBlanks(String text, int from) {
    int at = from;
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isEndOfKey(char c) {
    return c == '=' || c == ':' || isBlank(c);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\f';
  }

  private static String withoutIndent(String line) {
    return line.substring(skipBlanks(line, 0));
  }

  /** An odd number of backslashes at the end; an even one are backslashes themselves. */
  private static boolean isContinued(CharSequence line) {
    int backslashes = 0;
    while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  private static String unescaped(String text) throws BadValueException {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        plain.append(c);
      } else if (++i < text.length()) {
        char escaped = text.charAt(i);
        if (escaped == 'u') {
          plain.append(unicode(text, i + 1));
          i += 4;
        } else {
          plain.append(control(escaped));
        }
      }
    }
    return plain.toString();
  }

  private static char control(char escaped) {
    return switch (escaped) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 'f' -> '\f';
      default -> escaped;
    };
  }

  private static char unicode(String text, int from) throws BadValueException {
    int code = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = i < text.length() ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0 || text.charAt(i) > 'f') { // digits of other scripts are none
        throw new BadValueException(
            "has a \\u that four hexadecimal digits must follow; write \\\\u for the sign itself");
      }
      code = code * 16 + digit;
    }
    return (char) code;
  }
}
