package io.github.maestroevents.spi;

import io.github.maestroevents.internal.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * The one door for text from outside that people read: in logs, on a terminal, in messages of
 * exceptions and names of threads. Letters of any script stay readable. What would break the line,
 * hide, or turn the text around is escaped as JSON does it: line breaks and other control
 * characters, directions, characters without a width, line separators, halves of surrogate pairs,
 * private and unassigned characters. Of accents and other marks eight may follow a letter, and none
 * may begin a text: more would reach over the lines around.
 *
 * <p>What is too long is cut, never inside a character, and says how much was left out: {@code
 * …(+4000000)} stands for four million more characters. What a text lost when it was cut before is
 * counted too, as far as it stands in the last 8,192 characters of what is left out now. What a
 * call costs depends on its bound, and not on how long the text is, but for {@link #jsonOnOneLine}.
 *
 * <p>Any thread; nothing blocks, and nothing throws but for a null where none is allowed.
 */
public final class LogText {

  /** The longest name, id or key that is shown whole, in characters: {@value}. */
  public static final int MAX_ID_CHARS = 256;

  /** The longest message that is shown whole, in characters: {@value}. */
  public static final int MAX_CHARS = 1_000;

  /** What is told {@link #marks} at the start of a text: {@value}. */
  public static final int MARKS_AT_START = VisibleText.MOST_MARKS;

  private static final String PLAIN = "-_.:/,>@+#";

  private LogText() {}

  /**
   * Whether a value needs no quotes: not empty, not longer than {@value #MAX_ID_CHARS}, and only
   * letters, digits and a few signs.
   */
  public static boolean isPlain(String text) {
    if (text.isEmpty() || text.length() > MAX_ID_CHARS) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < 'a' || c > 'z')
          && (c < 'A' || c > 'Z')
          && (c < '0' || c > '9')
          && PLAIN.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether a character is shown as it is: false for all that would be escaped for its looks. */
  public static boolean isVisible(int codePoint) {
    return VisibleText.isVisible(codePoint);
  }

  /**
   * The same for a character in the midst of a text, where a mark is shown only if few stand on the
   * letter before it.
   *
   * @param marks what {@link #marks} says of it
   */
  public static boolean isVisible(int codePoint, int marks) {
    return marks <= VisibleText.MOST_MARKS && VisibleText.isVisible(codePoint);
  }

  /**
   * How many accents and other marks stand in a row, this character counted with them: 0 if it is
   * none. For what is written character by character.
   *
   * @param before what this has returned for the character before; {@value #MARKS_AT_START} at the
   *     start of a text, where a mark would change what stands before the text
   */
  public static int marks(int codePoint, int before) {
    return VisibleText.marks(codePoint, before);
  }

  /**
   * A name, an id or a key on one line, with at most {@value #MAX_ID_CHARS} characters and what
   * says how much was left out; null reads {@code null}.
   */
  public static String id(@Nullable String text) {
    return bounded(text, MAX_ID_CHARS);
  }

  /**
   * As {@link #id(String)}, of a text of which only the beginning was read.
   *
   * @param length how many characters the whole text has
   */
  public static String id(String beginning, long length) {
    StringBuilder line = new StringBuilder(MAX_ID_CHARS + 32);
    long more = Math.max(0, length - beginning.length());
    VisibleText.append(line, beginning, more, MAX_ID_CHARS, false);
    return line.toString();
  }

  /**
   * A message on one line, with at most {@value #MAX_CHARS} characters and what says how much was
   * left out; null reads {@code null}.
   */
  public static String oneLine(@Nullable String text) {
    return bounded(text, MAX_CHARS);
  }

  /**
   * Text on one line.
   *
   * @param maxChars how many characters are shown at most, beside what says how much was left out;
   *     less than 0 counts as 0
   */
  public static String bounded(@Nullable String text, int maxChars) {
    if (text == null) {
      return "null";
    }
    int most = Math.max(0, maxChars);
    StringBuilder line = new StringBuilder(Math.min(text.length(), Math.min(most, MAX_CHARS)) + 16);
    VisibleText.append(line, text, most, false);
    return line.toString();
  }

  /**
   * Class and message of what was thrown, on one line of at most {@value #MAX_CHARS} characters and
   * what says how much was left out. Asks for the message once. Never throws, whatever the message
   * does: of what is not printable the class alone is told.
   */
  public static String of(Throwable thrown) {
    return of(thrown, MAX_CHARS);
  }

  /**
   * As {@link #of(Throwable)}, with another bound.
   *
   * @param maxChars as in {@link #bounded}
   */
  public static String of(Throwable thrown, int maxChars) {
    try {
      return bounded(thrown.toString(), maxChars);
    } catch (Throwable unprintable) { // anybody's code; an Error of it says nothing of ours
      return id(thrown.getClass().getName()) + " (its message cannot be read)";
    }
  }

  /**
   * The text in double quotes, with at most {@value #MAX_ID_CHARS} characters and what says how
   * much was left out; quotes and backslashes inside are escaped too.
   */
  public static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(Math.min(text.length(), MAX_ID_CHARS) + 18);
    VisibleText.append(quoted.append('"'), text, MAX_ID_CHARS, true);
    return quoted.append('"').toString();
  }

  /**
   * All of a JSON on one line, with the same meaning. Outside of strings JSON allows only white
   * space of the characters below the space, inside of strings none of them; so a space stands for
   * each. Any other dangerous character can only stand in a string, where an escape means the same.
   */
  public static String jsonOnOneLine(String json) {
    StringBuilder line = new StringBuilder(json.length());
    VisibleText.appendJson(line, json);
    return line.toString();
  }
}
