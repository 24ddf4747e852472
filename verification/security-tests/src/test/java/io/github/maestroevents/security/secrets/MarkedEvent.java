package io.github.maestroevents.security.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.spi.EncodedEvent;
import java.util.Map;

/** An event with a marked payload. */
final class MarkedEvent {

  private static final String BODY = "{\"password\":\"" + Marked.TEXT + "\"}";

  private MarkedEvent() {}

  static HostEvent host() {
    return HostEvent.builder("com.example.marked", "1").json(BODY).build();
  }

  static EncodedEvent encoded() {
    return new EncodedEvent(
        new EventId("id-1"),
        "com.example.marked",
        EventLevel.INFO,
        "key",
        "application/json",
        BODY.getBytes(UTF_8),
        Map.of("source", "/security"));
  }
}
