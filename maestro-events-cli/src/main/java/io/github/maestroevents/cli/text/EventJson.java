package io.github.maestroevents.cli.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.maestroevents.config.letters.JsonFields;
import io.github.maestroevents.config.letters.NoEventException;
import io.github.maestroevents.config.letters.ReadEvent;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.LogText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All of an event as an object of JSON on one line, and back. */
public final class EventJson {

  private static final JsonFactory JSON = new JsonFactory();

  private EventJson() {}

  /**
   * All of an event. The payload stands as text in {@code payload} if it is UTF-8, which JSON
   * always is, and else in {@code payload_base64}: it comes back byte for byte.
   */
  public static String write(String node, JournalEntry entry) {
    return LogText.jsonOnOneLine(write(JSON, node, entry));
  }

  private static String write(JsonFactory factory, String node, JournalEntry entry) {
    StringWriter text = new StringWriter(1024);
    EncodedEvent event = entry.event();
    try (JsonGenerator json = factory.createGenerator(text)) {
      json.writeStartObject();
      if (!node.isEmpty()) {
        json.writeStringField("node", node);
      }
      json.writeNumberField("sequence", entry.sequence());
      json.writeStringField("accepted_at", entry.acceptedAt().toString());
      json.writeStringField("id", event.id().value());
      json.writeStringField("type", event.type());
      json.writeStringField("level", event.level().wireName());
      json.writeStringField("ordering_key", event.orderingKey());
      json.writeStringField("content_type", event.contentType());
      json.writeObjectFieldStart("attributes");
      for (Map.Entry<String, String> attribute : event.attributes().entrySet()) {
        json.writeStringField(attribute.getKey(), attribute.getValue());
      }
      json.writeEndObject();
      String payload = utf8(event.payload());
      if (payload == null) {
        json.writeBinaryField("payload_base64", event.payload());
      } else {
        json.writeStringField("payload", payload);
      }
      json.writeEndObject();
    } catch (IOException neverOfMemory) {
      throw new UncheckedIOException(neverOfMemory);
    }
    return text.toString();
  }

  /** Null if it is no UTF-8. */
  private static @Nullable String utf8(byte[] payload) {
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload));
      return text.toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** Whether an object is one that {@link #write} wrote. */
  public static boolean isExported(JsonNode json) {
    return json.has("payload") || json.has("payload_base64");
  }

  /**
   * The event that was written.
   *
   * @throws NoEventException if it is none
   */
  public static ReadEvent read(JsonNode json) throws NoEventException {
    try {
      byte[] payload =
          json.has("payload")
              ? JsonFields.text(json, "payload").getBytes(StandardCharsets.UTF_8)
              : json.path("payload_base64").binaryValue();
      if (payload == null) {
        throw new NoEventException("it has no payload");
      }
      return new ReadEvent(
          new EncodedEvent(
              new EventId(JsonFields.text(json, "id")),
              JsonFields.text(json, "type"),
              JsonFields.level(JsonFields.text(json, "level")),
              JsonFields.text(json, "ordering_key"),
              JsonFields.text(json, "content_type"),
              payload,
              JsonFields.texts(json, "attributes")),
          Instant.parse(JsonFields.text(json, "accepted_at")));
    } catch (IOException | RuntimeException e) { // Jackson, and what an event may not hold
      throw new NoEventException(String.valueOf(e.getMessage()));
    }
  }
}
