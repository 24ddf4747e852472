package io.github.maestroevents.internal;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Text as attributes may carry it: in URIs, and without what CloudEvents 1.0 forbids. */
public final class AttributeText {

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private AttributeText() {}

  /** Appends text as one segment of a URI: all but RFC 3986's unreserved characters escaped. */
  public static void appendUriSegment(StringBuilder uri, @Nullable String text) {
    if (text == null) {
      return;
    }
    for (int i = 0; i < text.length(); i++) {
      if (!isUnreserved(text.charAt(i))) {
        escape(uri, text, i);
        return;
      }
    }
    uri.append(text);
  }

  /**
   * The text itself, or, if it holds anything that an attribute must not have (control characters,
   * lone surrogates, noncharacters), the text with all but RFC 3986's unreserved characters
   * escaped.
   */
  public static String clean(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isSuspect(text.charAt(i))) {
        StringBuilder escaped = new StringBuilder(text.length() * 3);
        escape(escaped, text, 0);
        return escaped.toString();
      }
    }
    return text;
  }

  /** More than is forbidden, for brevity: whole pairs of surrogates, and U+FDD0 and beyond. */
  private static boolean isSuspect(char c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || Character.isSurrogate(c) || c >= 0xFDD0;
  }

  private static void escape(StringBuilder uri, String text, int from) {
    uri.append(text, 0, from);
    for (byte b : text.substring(from).getBytes(StandardCharsets.UTF_8)) {
      if (b > 0 && isUnreserved((char) b)) {
        uri.append((char) b);
      } else {
        uri.append('%').append(HEX[(b >> 4) & 0xF]).append(HEX[b & 0xF]);
      }
    }
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }
}
