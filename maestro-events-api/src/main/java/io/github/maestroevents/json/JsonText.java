package io.github.maestroevents.json;

import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A buffer of characters that a JSON generator writes to, kept for another event.
 *
 * <p>Characters and not bytes, because Maestro sends the string form of its JSON: Jackson writes
 * characters beyond U+FFFF as they are to text and as two escapes to bytes, and encoding the text
 * turns half of a surrogate pair into a question mark instead of an exception.
 */
final class JsonText extends Writer {

  /** Room for nearly every event at once; real ones have 200 to 1,100 characters. */
  private static final int INITIAL_CHARS = 2 * 1024;

  /** A buffer that grew beyond this is given up after use: 32 Ki chars are 64 KiB. */
  static final int MAX_KEPT_CHARS = 32 * 1024;

  private char[] chars = new char[INITIAL_CHARS];
  private int length;

  /** What may be written; a character takes a byte at least. */
  private long maxChars = Long.MAX_VALUE;

  private boolean isFull;

  /** Ends the text at a bound: whatever goes beyond throws. Until the text is taken. */
  void boundTo(long chars) {
    maxChars = chars;
  }

  /** Whether the text has come to its bound, whoever may have caught what was thrown. */
  boolean isFull() {
    return isFull;
  }

  @Override
  public void write(int c) {
    room(1);
    chars[length++] = (char) c;
  }

  @Override
  public void write(char[] source, int offset, int count) {
    room(count);
    System.arraycopy(source, offset, chars, length, count);
    length += count;
  }

  @Override
  public void write(String source, int offset, int count) {
    room(count);
    source.getChars(offset, offset + count, chars, length);
    length += count;
  }

  /** The text in UTF-8; the buffer is empty afterwards. */
  byte[] takeUtf8() {
    byte[] utf8 = new String(chars, 0, length).getBytes(StandardCharsets.UTF_8);
    length = 0;
    maxChars = Long.MAX_VALUE;
    if (chars.length > MAX_KEPT_CHARS) {
      chars = new char[INITIAL_CHARS];
    }
    return utf8;
  }

  int capacity() {
    return chars.length;
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  private void room(int count) {
    if (length + (long) count > maxChars) {
      isFull = true;
      throw new EventTooLargeException(length + (long) count, maxChars);
    }
    if (chars.length - length < count) {
      chars = Arrays.copyOf(chars, Math.max(chars.length * 2, Math.addExact(length, count)));
    }
  }
}
