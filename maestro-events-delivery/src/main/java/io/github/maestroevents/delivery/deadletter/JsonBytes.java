package io.github.maestroevents.delivery.deadletter;

import io.github.maestroevents.spi.LogText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.IntPredicate;

/**
 * JSON in UTF-8, written and counted. In texts everything is escaped that would break the line,
 * hide, turn it around, or reach over the lines around. A text stays whole: an escape means the
 * same. What it takes does not depend on how much is written.
 */
final class JsonBytes {

  /** A line of the usual length is written at once. */
  private static final int BUFFER_BYTES = 64 * 1024;

  private static final int DECODED_CHARS = 8 * 1024;

  /** A multiple of three, so that pieces of Base64 join. */
  private static final int BASE64_BYTES = 24 * 1024;

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int length;
  private long flushed;
  private int marks;

  JsonBytes(OutputStream out) {
    this.out = out;
  }

  long count() {
    return flushed + length;
  }

  void flush() throws IOException {
    out.write(buffer, 0, length);
    flushed += length;
    length = 0;
  }

  void ascii(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      put(text.charAt(i));
    }
  }

  void bytes(byte[] bytes) throws IOException {
    flush();
    out.write(bytes);
    flushed += bytes.length;
  }

  /** Writes on, and leaves open, what is given to it. */
  OutputStream asBytes() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        put((char) (b & 0xFF));
      }

      @Override
      public void write(byte[] bytes, int offset, int count) throws IOException {
        JsonBytes.this.flush();
        out.write(bytes, offset, count);
        flushed += count;
      }
    };
  }

  void quoted(String text) throws IOException {
    beginText();
    int chars;
    for (int i = 0; i < text.length(); i += chars) {
      int codePoint = text.codePointAt(i);
      chars = Character.charCount(codePoint);
      escaped(codePoint);
    }
    put('"');
  }

  /** Text that is UTF-8, see {@link #isText}. */
  void quoted(byte[] utf8) throws IOException {
    beginText();
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(utf8);
    CharBuffer chars = CharBuffer.allocate(DECODED_CHARS);
    while (in.hasRemaining()) {
      if (decoder.decode(in, chars.clear(), true).isError()) {
        throw new IOException("no text in UTF-8");
      }
      chars.flip();
      while (chars.hasRemaining()) {
        escaped(next(chars));
      }
    }
    put('"');
  }

  void base64(byte[] bytes) throws IOException {
    put('"');
    for (int i = 0; i < bytes.length; i += BASE64_BYTES) {
      byte[] some = Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + BASE64_BYTES));
      bytes(Base64.getEncoder().encode(some));
    }
    put('"');
  }

  /** Whether bytes are text in UTF-8 and come back as they were. */
  static boolean isText(byte[] bytes) {
    return isText(bytes, any -> true);
  }

  /** Whether bytes are text in UTF-8 of which nothing would be escaped for its looks. */
  static boolean isVisibleText(byte[] bytes) {
    return isText(bytes, new Visibility());
  }

  private static boolean isText(byte[] bytes, IntPredicate wanted) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer chars = CharBuffer.allocate(DECODED_CHARS);
    while (in.hasRemaining()) {
      if (decoder.decode(in, chars.clear(), true).isError()) {
        return false;
      }
      chars.flip();
      while (chars.hasRemaining()) {
        if (!wanted.test(next(chars))) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether each character of a text can be shown as it is, the one after the other. */
  static final class Visibility implements IntPredicate {

    private int marks;

    @Override
    public boolean test(int codePoint) {
      marks = LogText.marks(codePoint, marks);
      return LogText.isVisible(codePoint, marks);
    }
  }

  /** A decoder never leaves half a pair. */
  private static int next(CharBuffer chars) {
    char first = chars.get();
    return Character.isHighSurrogate(first) && chars.hasRemaining()
        ? Character.toCodePoint(first, chars.get())
        : first;
  }

  /** The quote before a text whose characters {@link #escaped} writes. */
  void beginText() throws IOException {
    put('"');
    marks = LogText.MARKS_AT_START;
  }

  void escaped(int codePoint) throws IOException {
    marks = LogText.marks(codePoint, marks);
    if (codePoint == '"' || codePoint == '\\') {
      put('\\');
      put((char) codePoint);
    } else if (LogText.isVisible(codePoint, marks)) {
      utf8(codePoint);
    } else if (Character.isBmpCodePoint(codePoint)) {
      hex((char) codePoint);
    } else {
      hex(Character.highSurrogate(codePoint));
      hex(Character.lowSurrogate(codePoint));
    }
  }

  private void hex(char c) throws IOException {
    put('\\');
    put('u');
    put(HEX[c >> 12]);
    put(HEX[(c >> 8) & 0xF]);
    put(HEX[(c >> 4) & 0xF]);
    put(HEX[c & 0xF]);
  }

  private void utf8(int codePoint) throws IOException {
    if (codePoint < 0x80) {
      put((char) codePoint);
    } else if (codePoint < 0x800) {
      put((char) (0xC0 | (codePoint >> 6)));
      put((char) (0x80 | (codePoint & 0x3F)));
    } else if (codePoint < 0x10000) {
      put((char) (0xE0 | (codePoint >> 12)));
      put((char) (0x80 | ((codePoint >> 6) & 0x3F)));
      put((char) (0x80 | (codePoint & 0x3F)));
    } else {
      put((char) (0xF0 | (codePoint >> 18)));
      put((char) (0x80 | ((codePoint >> 12) & 0x3F)));
      put((char) (0x80 | ((codePoint >> 6) & 0x3F)));
      put((char) (0x80 | (codePoint & 0x3F)));
    }
  }

  /** One byte. */
  private void put(char b) throws IOException {
    if (length == buffer.length) {
      flush();
    }
    buffer[length++] = (byte) b;
  }
}
