package io.github.maestroevents.config;

import io.github.maestroevents.spi.EncodedEvent;
import java.util.List;
import java.util.Optional;

/**
 * Where an event would go: to one destination, or not.
 *
 * @param destination its name
 * @param type its type
 * @param encoded the event as it would travel, with its key and its attributes; empty if it cannot
 *     be encoded, or is larger than {@code max-event-bytes}
 * @param heldBackBy the settings that hold it back, each with the reason; empty if it would go
 * @param target where in the destination it would go, such as {@code topic orders}; empty if the
 *     type does not tell
 */
public record Route(
    String destination,
    String type,
    Optional<EncodedEvent> encoded,
    List<String> heldBackBy,
    Optional<String> target) {

  /** Copies the list. */
  public Route {
    heldBackBy = List.copyOf(heldBackBy);
  }
}
