package io.github.maestroevents.spi;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OrderingKey;
import io.github.maestroevents.json.MaestroEventJson;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns an event into the bytes and attributes that cross the adapter line. */
final class EventEncoder {

  private static final String TYPE_PREFIX = "io.github.maestroevents.";

  private EventEncoder() {}

  static EncodedEvent encode(MaestroEvent event, OrderingKey orderingKey) {
    byte[] payload = MaestroEventJson.write(event);
    EventId id = EventId.of(event);
    String key = requireNonNull(orderingKey.of(event), "ordering key");
    return EncodedEvent.owning(
        id,
        event.wireType(),
        event.level(),
        key,
        EncodedEvent.JSON_CONTENT_TYPE,
        payload,
        attributes(event, id, key));
  }

  /** CloudEvents 1.0 context attributes, then extensions; absent ones are left out. */
  private static Map<String, String> attributes(MaestroEvent event, EventId id, String key) {
    Map<String, String> attributes = new LinkedHashMap<>(16);
    attributes.put("specversion", "1.0");
    attributes.put("id", id.value());
    attributes.put("source", EventPlace.source(event));
    attributes.put("type", TYPE_PREFIX + AttributeText.clean(event.wireType()));
    putUnlessEmpty(attributes, "subject", EventPlace.subject(event));
    putUnlessEmpty(attributes, "time", EventPlace.time(event));
    putUnlessEmpty(attributes, "partitionkey", AttributeText.clean(key));
    attributes.put("level", event.level().wireName());
    return attributes;
  }

  private static void putUnlessEmpty(Map<String, String> attributes, String name, String value) {
    if (!value.isEmpty()) {
      attributes.put(name, value);
    }
  }
}
