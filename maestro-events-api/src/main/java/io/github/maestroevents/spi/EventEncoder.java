package io.github.maestroevents.spi;

import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OrderingKey;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Turns an event into the bytes and attributes that cross the adapter line. */
final class EventEncoder {

  private EventEncoder() {}

  static EncodedEvent encode(MaestroEvent event, OrderingKey orderingKey) {
    return new EncodedEvent(
        new EventId(Integer.toHexString(event.hashCode())),
        event.wireType(),
        event.level(),
        orderingKey.of(event),
        EncodedEvent.JSON_CONTENT_TYPE,
        event.toString().getBytes(StandardCharsets.UTF_8),
        Map.of());
  }
}
