package io.github.maestroevents.webhook.internal.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maestroevents.spi.EncodedEvent;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An event as one JSON on one line. Source: CloudEvents 1.0, JSON Event Format. A payload of JSON
 * is the member {@code data} as it is, but for line ends between its values, which become spaces;
 * any other payload, and one that only claims to be JSON, is {@code data_base64}.
 */
final class CloudEventJson {

  private static final String DATA_CONTENT_TYPE = "datacontenttype";

  private CloudEventJson() {}

  /**
   * @param withData whether the payload is part of it
   */
  static byte[] of(EncodedEvent event, boolean withData) {
    byte[] payload = event.payload();
    ByteArrayOutputStream json = new ByteArrayOutputStream(payload.length + 512);
    char before = '{';
    for (Map.Entry<String, String> attribute : attributes(event, withData).entrySet()) {
      StringBuilder member = new StringBuilder(64).append(before);
      appendQuoted(member, attribute.getKey());
      member.append(':');
      appendQuoted(member, attribute.getValue());
      json.writeBytes(member.toString().getBytes(UTF_8));
      before = ',';
    }
    if (withData && payload.length > 0) {
      writeData(json, event, payload);
    }
    json.write('}');
    return json.toByteArray();
  }

  private static Map<String, String> attributes(EncodedEvent event, boolean withData) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("specversion", "1.0");
    attributes.put("id", event.id().value());
    attributes.putAll(event.attributes());
    if (withData) {
      attributes.put(DATA_CONTENT_TYPE, event.contentType());
    }
    return attributes;
  }

  private static void writeData(ByteArrayOutputStream json, EncodedEvent event, byte[] payload) {
    if (JsonPayload.isJson(event.contentType(), payload)) {
      json.writeBytes(",\"data\":".getBytes(UTF_8));
      for (byte b : payload) {
        json.write(b == '\n' || b == '\r' ? ' ' : b); // in valid JSON, never inside a string
      }
      return;
    }
    json.writeBytes(",\"data_base64\":\"".getBytes(UTF_8));
    json.writeBytes(Base64.getEncoder().encode(payload));
    json.write('"');
  }

  private static void appendQuoted(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || c == 0x7F || Character.isSurrogate(c)) {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
