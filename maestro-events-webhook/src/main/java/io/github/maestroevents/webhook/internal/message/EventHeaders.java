package io.github.maestroevents.webhook.internal.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maestroevents.spi.EncodedEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The attributes of an event as headers. Source: CloudEvents 1.0, HTTP Protocol Binding, 3.1.3:
 * {@code ce-} before the name; in the value the space, the double quote, the percent sign and
 * everything beyond printable ASCII are percent-encoded, as UTF-8.
 */
final class EventHeaders {

  static final String CONTENT_TYPE = "Content-Type";

  private static final String PREFIX = "ce-";

  // In binary mode this attribute is the content type.
  private static final String DATA_CONTENT_TYPE = "datacontenttype";

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private EventHeaders() {}

  /** All but the content type; an event without attributes still has its version and id. */
  static Map<String, String> of(EncodedEvent event) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(PREFIX + "specversion", "1.0");
    headers.put(PREFIX + "id", encoded(event.id().value()));
    event
        .attributes()
        .forEach(
            (name, value) -> {
              if (!name.equals(DATA_CONTENT_TYPE)) {
                headers.put(PREFIX + name, encoded(value));
              }
            });
    return headers;
  }

  /**
   * The media type as a header.
   *
   * @throws UnsendableEventException if it holds what no header may
   */
  static String contentType(EncodedEvent event) throws UnsendableEventException {
    String type = event.contentType();
    for (int i = 0; i < type.length(); i++) {
      if (type.charAt(i) < ' ' || type.charAt(i) > '~') {
        throw new UnsendableEventException(
            "its content type has characters that no header may have");
      }
    }
    return type;
  }

  static String encoded(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (!isPlain(value.charAt(i))) {
        return encodedFrom(i, value);
      }
    }
    return value;
  }

  private static String encodedFrom(int first, String value) {
    StringBuilder text = new StringBuilder(value.length() + 16).append(value, 0, first);
    for (byte b : value.substring(first).getBytes(UTF_8)) {
      if (isPlain((char) (b & 0xFF))) {
        text.append((char) b);
      } else {
        text.append('%').append(HEX[(b >> 4) & 0xF]).append(HEX[b & 0xF]);
      }
    }
    return text.toString();
  }

  private static boolean isPlain(char c) {
    return c > ' ' && c <= '~' && c != '"' && c != '%';
  }
}
