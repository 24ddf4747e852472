package io.github.maestroevents.config.letters;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.json.MaestroEventJson;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.LogText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The event in a dead letter. Its body is byte for byte what was to be delivered. So is all else if
 * it had been encoded. One that was given up before is encoded here, with the ordering key and the
 * envelope that its host would have if it had set none.
 */
final class LetterEvent {

  private static final JsonFactory JSON = new JsonFactory();

  private LetterEvent() {}

  static EncodedEvent read(JsonNode json, byte[] line) throws NoEventException {
    try {
      byte[] payload = payload(json, line);
      if (payload == null) {
        throw new NoEventException("it holds no event: it could not be encoded");
      }
      Map<String, String> attributes = JsonFields.texts(json, "attributes");
      return wasNeverEncoded(json)
          ? encodedAnew(json, payload, attributes)
          : asItWas(json, payload, attributes);
    } catch (IOException | RuntimeException e) { // Jackson, and what an event may not hold
      throw new NoEventException(String.valueOf(e.getMessage()));
    }
  }

  static boolean wasNeverEncoded(JsonNode json) {
    return !json.path("attributes").has("specversion") || !json.path("id").isTextual();
  }

  private static byte @Nullable [] payload(JsonNode json, byte[] line) throws IOException {
    if (json.path("event").isObject()) {
      return slice(line);
    }
    if (json.path("event_base64").isTextual()) {
      return json.path("event_base64").binaryValue();
    }
    String text = JsonFields.textOrNull(json, "event_text");
    return text == null ? null : Letter.utf8(text);
  }

  /** The bytes of the field {@code event}: reading and writing them anew might change them. */
  private static byte[] slice(byte[] line) throws IOException {
    try (JsonParser parser = JSON.createParser(line)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isEvent = parser.currentName().equals("event");
        parser.nextToken();
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        if (isEvent) {
          return Arrays.copyOfRange(line, start, (int) parser.currentLocation().getByteOffset());
        }
      }
      throw new IOException("its event cannot be found");
    }
  }

  private static EncodedEvent asItWas(JsonNode json, byte[] payload, Map<String, String> attributes)
      throws NoEventException {
    String contentType = JsonFields.textOrNull(json, "content_type");
    return new EncodedEvent(
        new EventId(JsonFields.text(json, "id")),
        JsonFields.text(json, "type"),
        JsonFields.level(attributes.getOrDefault("level", "info")),
        orderingKey(json, attributes),
        contentType == null ? EncodedEvent.JSON_CONTENT_TYPE : contentType,
        payload,
        attributes);
  }

  /** A host's own event has its key among its attributes, also where it was not encoded. */
  private static String orderingKey(JsonNode json, Map<String, String> attributes)
      throws NoEventException {
    String key = JsonFields.text(json, "ordering_key");
    return key.isEmpty() ? attributes.getOrDefault("partitionkey", "") : key;
  }

  /** What its sender had added is added again. */
  private static EncodedEvent encodedAnew(JsonNode json, byte[] payload, Map<String, String> added)
      throws NoEventException {
    MaestroEvent event =
        json.has("event") ? MaestroEventJson.readLenient(payload) : fromText(json, payload);
    if (event == null) {
      throw new NoEventException("it holds no event");
    }
    EncodedEvent encoded = EncodedEvent.of(event);
    if (added.isEmpty()) {
      return encoded;
    }
    Map<String, String> all = new LinkedHashMap<>(encoded.attributes());
    all.putAll(added);
    return encoded.withAttributes(all);
  }

  /**
   * A record stands as text if something in it hides or turns text around; anything else that does
   * so is no record's JSON to the letter.
   */
  private static MaestroEvent fromText(JsonNode json, byte[] payload) throws NoEventException {
    String text = new String(payload, StandardCharsets.UTF_8);
    if (!json.has("content_type") && !text.codePoints().allMatch(LogText::isVisible)) {
      try {
        MaestroEvent read = MaestroEventJson.readLenient(payload);
        if (read != null && Arrays.equals(MaestroEventJson.write(read), payload)) {
          return read;
        }
      } catch (RuntimeException noRecord) {
        return opaque(json, payload);
      }
    }
    return opaque(json, payload);
  }

  private static MaestroEvent opaque(JsonNode json, byte[] payload) throws NoEventException {
    String id = JsonFields.textOrNull(json, "id");
    return OpaqueMaestroEvent.builder(payload, JsonFields.text(json, "type"))
        .workflowId(JsonFields.textOrNull(json, "workflow_id"))
        .id(id == null ? null : new EventId(id))
        .build();
  }
}
