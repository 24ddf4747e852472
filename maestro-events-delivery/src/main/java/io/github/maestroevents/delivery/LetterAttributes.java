package io.github.maestroevents.delivery;

import io.github.maestroevents.spi.EncodedEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The attributes that a dead letter keeps when it goes somewhere. */
final class LetterAttributes {

  /** What stays as the event was first encoded, its source and type among them. */
  private static final Set<String> REQUIRED = Set.of("specversion", "id", "source", "type");

  private LetterAttributes() {}

  /** A new map without those that may not be set: one of them may be why the event is given up. */
  static Map<String, String> of(Map<String, String> attributes) {
    Map<String, String> kept = new LinkedHashMap<>();
    attributes.forEach(
        (name, value) -> {
          if (REQUIRED.contains(name) || isSettable(name, value)) {
            kept.put(name, value);
          }
        });
    return kept;
  }

  private static boolean isSettable(String name, String value) {
    try {
      EncodedEvent.requireSettable(name, value);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
