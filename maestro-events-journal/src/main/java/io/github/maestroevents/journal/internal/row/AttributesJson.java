package io.github.maestroevents.journal.internal.row;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The attributes of an event as one flat JSON object in ASCII, so that any database holds it. */
final class AttributesJson {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private AttributesJson() {}

  static String write(Map<String, String> attributes) {
    StringWriter text = new StringWriter(512);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (Map.Entry<String, String> attribute : attributes.entrySet()) {
        json.writeStringField(attribute.getKey(), attribute.getValue());
      }
      json.writeEndObject();
    } catch (IOException neverOfMemory) {
      throw new UncheckedIOException(neverOfMemory);
    }
    return text.toString();
  }

  /**
   * In their order.
   *
   * @throws IllegalArgumentException if it is no flat object of texts
   */
  static Map<String, String> read(String stored) {
    Map<String, String> attributes = new LinkedHashMap<>(16);
    try (JsonParser json = JSON.createParser(stored)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("attributes are no JSON object");
      }
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        String value = json.nextTextValue();
        if (value == null) {
          throw new IllegalArgumentException("an attribute is no text");
        }
        attributes.put(name, value);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("attributes are no JSON", e);
    }
    return attributes;
  }
}
