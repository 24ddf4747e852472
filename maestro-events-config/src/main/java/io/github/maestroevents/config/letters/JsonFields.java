package io.github.maestroevents.config.letters;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.maestroevents.event.EventLevel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of an object that must be there, and those that need not. */
public final class JsonFields {

  private JsonFields() {}

  /** A text that must be there. */
  public static String text(JsonNode json, String name) throws NoEventException {
    String text = textOrNull(json, name);
    if (text == null) {
      throw new NoEventException("it has no " + name);
    }
    return text;
  }

  /** A text, if it is there. */
  public static @Nullable String textOrNull(JsonNode json, String name) {
    JsonNode value = json.path(name);
    return value.isTextual() ? value.textValue() : null;
  }

  /** An object of texts, in its order; empty if it is not there. */
  public static Map<String, String> texts(JsonNode json, String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    json.path(name)
        .properties()
        .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
    return texts;
  }

  /** A level by its name on the wire. */
  public static EventLevel level(String wireName) throws NoEventException {
    return Stream.of(EventLevel.values())
        .filter(level -> level.wireName().equals(wireName))
        .findFirst()
        .orElseThrow(() -> new NoEventException("it has a level of another kind"));
  }
}
