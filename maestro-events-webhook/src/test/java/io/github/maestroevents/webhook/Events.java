package io.github.maestroevents.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.spi.EncodedEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Encoded events to send. */
public final class Events {

  public static final String TYPE = "STEP_INSTANCE_STATUS_CHANGE_EVENT";

  private Events() {}

  /** Event number {@code number} of a key; its id tells both. */
  public static EncodedEvent event(String key, int number) {
    return event(key, number, "{\"key\":\"" + key + "\",\"number\":" + number + "}");
  }

  static EncodedEvent event(String key, int number, String payload) {
    return event(key, number, payload.getBytes(UTF_8), Map.of());
  }

  /** With attributes beside, or in place of, those of every event. */
  public static EncodedEvent event(
      String key, int number, byte[] payload, Map<String, String> more) {
    String id = id(key, number);
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("specversion", "1.0");
    attributes.put("id", id);
    attributes.put("source", "/maestro/prod%20eu");
    attributes.put("type", "io.github.maestroevents." + TYPE);
    attributes.put("subject", "wörkflow/1/1");
    attributes.put("time", "2026-11-23T10:15:30.123Z");
    attributes.put("partitionkey", key);
    attributes.put("level", "INFO");
    attributes.putAll(more);
    return new EncodedEvent(
        new EventId(id),
        TYPE,
        EventLevel.INFO,
        key,
        EncodedEvent.JSON_CONTENT_TYPE,
        payload,
        attributes);
  }

  public static String id(String key, int number) {
    return "%016x%016x".formatted(key.hashCode(), number);
  }

  /** The number in an id made by {@link #id}. */
  static int number(String id) {
    return Integer.parseInt(id.substring(16), 16);
  }

  /** Events from {@code from} up to but not including {@code to}, each of a key of its own. */
  static List<EncodedEvent> events(int from, int to) {
    return IntStream.range(from, to).mapToObj(number -> event("k" + number, number)).toList();
  }
}
