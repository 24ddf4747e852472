package io.github.maestroevents.config.internal.opening;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import java.util.List;
import java.util.Map;

/** What {@code enabled=false} opens: every event is accepted, and counted as filtered. */
public final class Disabled {

  private Disabled() {}

  public static Opened open() {
    return new Opened(
        NonBlockingNotificationPublisher.builder(event -> {})
            .name("disabled")
            .filter(event -> false)
            .build(),
        Map.of(),
        List.of());
  }
}
