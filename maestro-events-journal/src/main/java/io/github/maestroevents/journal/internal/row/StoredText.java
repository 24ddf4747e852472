package io.github.maestroevents.journal.internal.row;

/**
 * Text as a column can hold it. Databases refuse or mangle NUL and lone surrogates, which a host's
 * ordering key may have; these are written as a backslash, {@code u} and four hex digits, and a
 * backslash as two.
 */
public final class StoredText {

  private static final int HEX_DIGITS = 4;

  private StoredText() {}

  /** The text as it is stored. */
  public static String encode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (needsEscape(text, i)) {
        return escaped(text, i);
      }
    }
    return text;
  }

  /**
   * The text that was encoded.
   *
   * @throws IllegalArgumentException if it is nothing that {@link #encode} returned
   */
  public static String decode(String stored) {
    int backslash = stored.indexOf('\\');
    if (backslash < 0) {
      return stored;
    }
    StringBuilder text = new StringBuilder(stored.length());
    for (int i = 0; i < stored.length(); i++) {
      char c = stored.charAt(i);
      if (c != '\\') {
        text.append(c);
      } else if (stored.startsWith("\\\\", i)) {
        text.append('\\');
        i++;
      } else if (stored.startsWith("\\u", i) && i + 2 + HEX_DIGITS <= stored.length()) {
        text.append((char) Integer.parseInt(stored, i + 2, i + 2 + HEX_DIGITS, 16));
        i += 1 + HEX_DIGITS;
      } else {
        throw new IllegalArgumentException("a backslash that escapes nothing");
      }
    }
    return text.toString();
  }

  private static String escaped(String text, int from) {
    StringBuilder stored = new StringBuilder(text.length() + 16).append(text, 0, from);
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        stored.append("\\\\");
      } else if (needsEscape(text, i)) {
        stored.append(String.format("\\u%04x", (int) c));
      } else {
        stored.append(c);
      }
    }
    return stored.toString();
  }

  private static boolean needsEscape(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
    }
    return c == 0 || c == '\\';
  }
}
