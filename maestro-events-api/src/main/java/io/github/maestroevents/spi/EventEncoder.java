package io.github.maestroevents.spi;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OrderingKey;
import io.github.maestroevents.internal.AttributeText;
import io.github.maestroevents.json.EventTooLargeException;
import io.github.maestroevents.json.MaestroEventJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns an event into the bytes and attributes that cross the adapter line. */
final class EventEncoder {

  private EventEncoder() {}

  static EncodedEvent encode(
      MaestroEvent event, OrderingKey orderingKey, EnvelopePolicy envelope, long maxBytes) {
    requireFits(LeastBytes.of(event), maxBytes); // before anything is read or built
    String key = requireNonNull(orderingKey.of(event), "ordering key");
    requireFits(EncodedEvent.utf8Bytes(key), maxBytes);
    EncodedEvent encoded =
        event instanceof HostEvent hosts
            ? encode(hosts, key)
            : encode(event, key, MaestroEventJson.write(event, maxBytes), envelope);
    requireFits(encoded.sizeBytes(), maxBytes);
    return encoded;
  }

  private static void requireFits(long bytes, long maxBytes) {
    if (bytes > maxBytes) {
      throw new EventTooLargeException(bytes, maxBytes);
    }
  }

  private static EncodedEvent encode(
      MaestroEvent event, String key, byte[] payload, EnvelopePolicy envelope) {
    EventId id = EventId.of(event);
    Map<String, String> attributes =
        attributes(
            id,
            envelope.source(event.clusterName()),
            envelope.typePrefix() + AttributeText.clean(event.wireType()),
            EventPlace.subject(event),
            EventPlace.time(event));
    put(attributes, "partitionkey", AttributeText.clean(key));
    attributes.put("level", event.level().wireName());
    return EncodedEvent.owning(
        id,
        event.wireType(),
        event.level(),
        key,
        EncodedEvent.JSON_CONTENT_TYPE,
        payload,
        attributes);
  }

  private static EncodedEvent encode(HostEvent event, String key) {
    Map<String, String> attributes =
        attributes(
            event.id(),
            event.source(),
            event.wireType(),
            event.subject(),
            event.time() == null ? null : event.time().toString());
    put(attributes, "partitionkey", AttributeText.clean(key));
    attributes.put("level", event.level().wireName());
    put(attributes, "terminal", event.terminal() ? "true" : null);
    attributes.putAll(event.extensions());
    return EncodedEvent.owning(
        event.id(),
        event.wireType(),
        event.level(),
        key,
        event.contentType(),
        event.body(),
        attributes);
  }

  /** CloudEvents 1.0 context attributes, before any extensions; absent ones are left out. */
  private static Map<String, String> attributes(
      EventId id, String source, String type, @Nullable String subject, @Nullable String time) {
    Map<String, String> attributes = new LinkedHashMap<>(16);
    attributes.put("specversion", "1.0");
    attributes.put("id", id.value());
    attributes.put("source", source);
    attributes.put("type", type);
    put(attributes, "subject", subject);
    put(attributes, "time", time);
    return attributes;
  }

  private static void put(Map<String, String> attributes, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      attributes.put(name, value);
    }
  }
}
