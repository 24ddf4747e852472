package io.github.maestroevents.spi;

import org.jspecify.annotations.Nullable;

/**
 * Text from outside, made safe for one line of a log. Letters of any script stay readable; what
 * would break the line, hide, or turn the text around is escaped as JSON does it.
 */
public final class LogText {

  private static final String PLAIN = "-_.:/,>@+#";

  private LogText() {}

  /** Whether a value needs no quotes: not empty, and only letters, digits and a few signs. */
  public static boolean isPlain(String text) {
    return !text.isEmpty()
        && text.chars()
            .allMatch(
                c ->
                    (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || PLAIN.indexOf(c) >= 0);
  }

  /**
   * The text without what would break the line, hide or turn it around; null reads {@code null}.
   */
  public static String oneLine(@Nullable String text) {
    if (text == null) {
      return "null";
    }
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints().forEach(c -> appendVisible(line, c));
    return line.toString();
  }

  /**
   * Class and message of what was thrown, on one line. Never throws, whatever the message does: of
   * what is not printable the class alone is told. Only a {@link VirtualMachineError} other than a
   * stack overflow passes through.
   */
  public static String of(Throwable thrown) {
    try {
      return oneLine(thrown.toString());
    } catch (Throwable unprintable) {
      if (unprintable instanceof VirtualMachineError e && !(e instanceof StackOverflowError)) {
        throw e;
      }
      return thrown.getClass().getName() + " (its message cannot be read)";
    }
  }

  /** The text in double quotes; quotes and backslashes inside are escaped too. */
  public static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
              } else {
                appendVisible(quoted, c);
              }
            });
    return quoted.append('"').toString();
  }

  /**
   * JSON of the same meaning on one line. Outside of strings JSON allows only white space of the
   * characters below the space, inside of strings none of them; so a space stands for each. Any
   * other dangerous character can only stand in a string, where an escape means the same.
   */
  public static String jsonOnOneLine(String json) {
    StringBuilder line = new StringBuilder(json.length());
    json.codePoints()
        .forEach(
            c -> {
              if (c < ' ') {
                line.append(' ');
              } else {
                appendVisible(line, c);
              }
            });
    return line.toString();
  }

  private static void appendVisible(StringBuilder to, int codePoint) {
    if (isVisible(codePoint)) {
      to.appendCodePoint(codePoint);
      return;
    }
    for (char c : Character.toChars(codePoint)) {
      to.append(String.format("\\u%04x", (int) c));
    }
  }

  // Format characters turn text around or hide it (U+202E, U+200B); line and paragraph separators
  // break lines in some viewers.
  private static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
