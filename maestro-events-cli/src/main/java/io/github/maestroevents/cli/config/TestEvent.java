package io.github.maestroevents.cli.config;

import io.github.maestroevents.event.HostEvent;
import java.time.Instant;
import java.util.UUID;

/** An event that no consumer can take for a real one. */
final class TestEvent {

  /** Its type, also for consumers that pass it over. */
  static final String TYPE = "io.github.maestroevents.test";

  static final String SOURCE = "/maestro-events/send-test-event";

  private TestEvent() {}

  static HostEvent at(Instant now) {
    return HostEvent.builder(TYPE, "test-" + UUID.randomUUID())
        .source(SOURCE)
        .subject("test")
        .time(now)
        .json("{\"test\":true,\"sent_by\":\"maestro-events config send-test-event\"}")
        .build();
  }
}
