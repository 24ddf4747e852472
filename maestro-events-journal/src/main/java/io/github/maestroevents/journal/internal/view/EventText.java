package io.github.maestroevents.journal.internal.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.journal.internal.row.DamagedRowException;
import io.github.maestroevents.journal.internal.row.StoredEvent;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.LogText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events as text: a line to read, a JSON object to process. */
public final class EventText {

  private static final JsonFactory JSON = new JsonFactory();

  private EventText() {}

  /** Identity, never the payload. */
  public static String line(String node, StoredEvent row) {
    String prefix = node.isEmpty() ? "" : LogText.oneLine(node) + " ";
    try {
      JournalEntry entry = row.entry();
      return prefix
          + entry.sequence()
          + " "
          + entry.acceptedAt()
          + " "
          + entry.event().level()
          + " workflow="
          + LogText.oneLine(String.valueOf(row.workflowId()))
          + " "
          + entry.event();
    } catch (DamagedRowException e) {
      return prefix + row.sequence() + " damaged: " + e.getMessage();
    }
  }

  /**
   * All of an event on one line. The payload stands as text in {@code payload} if it is UTF-8,
   * which JSON always is, and else in {@code payload_base64}: it comes back byte for byte.
   */
  public static String json(String node, JournalEntry entry) {
    StringWriter text = new StringWriter(1024);
    EncodedEvent event = entry.event();
    try (JsonGenerator json = JSON.createGenerator(text)) {
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
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
