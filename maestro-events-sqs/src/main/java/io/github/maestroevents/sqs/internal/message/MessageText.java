package io.github.maestroevents.sqs.internal.message;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Text as an SQS message may hold it: {@code #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD |
 * #x10000 to #x10FFFF}. Source: Amazon SQS API Reference, SendMessage, MessageBody.
 *
 * <p>What is not allowed is written as an escape that means the same to whoever reads it: in JSON
 * <code>&#92;uFFFF</code>, in an attribute {@code %EF%BF%BF}, and there the percent sign itself
 * then is {@code %25}.
 */
final class MessageText {

  private static final String HEX = "0123456789ABCDEF";

  private MessageText() {}

  /** Whether SQS takes it as it is, if it is not empty. */
  static boolean isLegal(String text) {
    return firstIllegal(text) < 0;
  }

  /**
   * An attribute's value; if it holds what is not allowed, that and every percent sign is
   * percent-encoded. Half a surrogate pair, which is no character, becomes a question mark.
   */
  static String attribute(String value) {
    int illegal = firstIllegal(value);
    return illegal < 0 ? value : percentEncoded(value);
  }

  /** Bytes of the text in UTF-8. */
  static int utf8Bytes(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return bytes;
  }

  private static int firstIllegal(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isIllegal(text, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isIllegal(String text, int at) {
    char c = text.charAt(at);
    if (c < ' ') {
      return c != '\t' && c != '\n' && c != '\r';
    }
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }
    return c > 0xFFFD;
  }

  /**
   * JSON that means the same to whoever reads it. Outside of strings JSON knows none of the
   * characters in question.
   */
  static String escapedInJson(String json) {
    StringBuilder escaped = new StringBuilder(json.length() + 16);
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (isIllegal(json, i)) {
        escaped.append(String.format("\\u%04X", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static String percentEncoded(String value) {
    StringBuilder encoded = new StringBuilder(value.length() + 16);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '%' || isIllegal(value, i)) {
        for (byte b : String.valueOf(c).getBytes(UTF_8)) {
          encoded.append('%').append(HEX.charAt((b >> 4) & 0xF)).append(HEX.charAt(b & 0xF));
        }
      } else {
        encoded.append(c);
      }
    }
    return encoded.toString();
  }
}
