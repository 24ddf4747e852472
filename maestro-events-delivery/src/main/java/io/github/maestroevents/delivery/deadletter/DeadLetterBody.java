package io.github.maestroevents.delivery.deadletter;

import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.json.MaestroEventJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The event itself in a line of a dead-letter file.
 *
 * @param name what it is called there, by its form
 * @param value null if it is what cannot be encoded
 */
record DeadLetterBody(String name, @Nullable String value, @Nullable String contentType) {

  private static final String JSON = "event";
  private static final String TEXT = "event_text";
  private static final String BYTES = "event_base64";

  static DeadLetterBody of(MaestroEvent event) {
    String contentType = event instanceof HostEvent hosts ? hosts.contentType() : null;
    byte[] bytes = bytes(event);
    if (!(event instanceof HostEvent) && !(event instanceof OpaqueMaestroEvent)) {
      return new DeadLetterBody(
          JSON, bytes == null ? null : new String(bytes, StandardCharsets.UTF_8), null);
    }
    String text = bytes == null ? null : text(bytes);
    return text == null && bytes != null
        ? new DeadLetterBody(BYTES, Base64.getEncoder().encodeToString(bytes), contentType)
        : new DeadLetterBody(TEXT, text, contentType);
  }

  /** The event as it would have been delivered. */
  private static byte @Nullable [] bytes(MaestroEvent event) {
    try {
      return MaestroEventJson.write(event);
    } catch (RuntimeException notEncodable) {
      return null;
    }
  }

  /** Null if it is no text in UTF-8, which would not come back as it was. */
  private static @Nullable String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  JsonLine addTo(JsonLine line) {
    line.text("content_type", contentType);
    return name.equals(JSON) ? line.json(name, value) : line.text(name, value);
  }
}
