package io.github.maestroevents.delivery.internal.travel;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.spi.EncodedEvent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Attributes that a sender gives an event beside its own, checked on the sender's thread, which
 * alone can mend them.
 */
public final class MoreAttributes {

  private MoreAttributes() {}

  /**
   * A copy that nobody changes.
   *
   * @throws IllegalArgumentException if an attribute may not be set, see {@link
   *     EncodedEvent#requireSettable}
   * @throws NullPointerException if the map, a name or a value is null
   */
  public static Map<String, String> copyOf(Map<String, String> attributes) {
    requireNonNull(attributes, "attributes");
    Map<String, String> copy = new LinkedHashMap<>();
    attributes.forEach(
        (name, value) -> {
          EncodedEvent.requireSettable(name, value);
          copy.put(name, value);
        });
    return Collections.unmodifiableMap(copy);
  }
}
