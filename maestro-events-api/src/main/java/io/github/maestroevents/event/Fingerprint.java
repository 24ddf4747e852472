package io.github.maestroevents.event;

import io.github.maestroevents.internal.Spares;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Hashes a list of fields to an {@link EventId}. Each field is framed, so that no two different
 * lists of fields hash the same bytes: a text by its length in chars before its UTF-8, null by a
 * length of -1, a number by its eight bytes.
 *
 * <p>Used again, because it runs for every event: from {@link #begin()} to {@link #end()} it
 * belongs to whoever began it, and after that to nobody.
 */
final class Fingerprint {

  private static final Spares<Fingerprint> SPARES = new Spares<>(Fingerprint::new);
  private static final int ID_BYTES = 16;
  private static final int SHA_256_BYTES = 32;

  private final MessageDigest digest = sha256();
  private final byte[] buffer = new byte[1024];
  private int length;

  private Fingerprint() {}

  static Fingerprint begin() {
    return SPARES.take();
  }

  Fingerprint name(@Nullable Enum<?> constant) {
    return text(constant == null ? null : constant.name());
  }

  Fingerprint text(@Nullable String text) {
    if (text == null) {
      return integer(-1);
    }
    int chars = text.length();
    integer(chars);
    for (int i = 0; i < chars; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        room(1);
        buffer[length++] = (byte) c;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < chars
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        supplementary(Character.toCodePoint(c, text.charAt(++i)));
      } else {
        basic(c);
      }
    }
    return this;
  }

  Fingerprint bytes(byte[] bytes) {
    integer(bytes.length);
    room(buffer.length);
    digest.update(bytes);
    return this;
  }

  Fingerprint number(long value) {
    return integer((int) (value >>> 32)).integer((int) value);
  }

  Fingerprint flag(boolean value) {
    room(1);
    buffer[length++] = (byte) (value ? 1 : 0);
    return this;
  }

  EventId end() {
    digest.update(buffer, 0, length);
    try {
      digest.digest(buffer, 0, SHA_256_BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException("The buffer holds a SHA-256", e);
    }
    EventId id = new EventId(HexFormat.of().formatHex(buffer, 0, ID_BYTES));
    length = 0;
    SPARES.giveBack(this);
    return id;
  }

  private Fingerprint integer(int value) {
    room(4);
    buffer[length++] = (byte) (value >>> 24);
    buffer[length++] = (byte) (value >>> 16);
    buffer[length++] = (byte) (value >>> 8);
    buffer[length++] = (byte) value;
    return this;
  }

  /** Two or three bytes; a lone surrogate takes three, so that it differs from any other text. */
  private void basic(char c) {
    room(3);
    if (c < 0x800) {
      buffer[length++] = (byte) (0xC0 | (c >> 6));
    } else {
      buffer[length++] = (byte) (0xE0 | (c >> 12));
      buffer[length++] = (byte) (0x80 | ((c >> 6) & 0x3F));
    }
    buffer[length++] = (byte) (0x80 | (c & 0x3F));
  }

  private void supplementary(int codePoint) {
    room(4);
    buffer[length++] = (byte) (0xF0 | (codePoint >> 18));
    buffer[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
    buffer[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
    buffer[length++] = (byte) (0x80 | (codePoint & 0x3F));
  }

  private void room(int bytes) {
    if (buffer.length - length < bytes) {
      digest.update(buffer, 0, length);
      length = 0;
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
