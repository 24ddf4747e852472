package io.github.maestroevents.delivery.internal.travel;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Attributes that a sender gives an event beside its own, checked on the sender's thread, which
 * alone can mend them.
 */
public final class MoreAttributes {

  /** As in {@link io.github.maestroevents.spi.EncodedEvent#withAttributes}. */
  private static final int MAX_NAME_CHARS = 20;

  /** What tells the event from any other. */
  private static final Set<String> OF_THE_EVENT = Set.of("specversion", "id", "source", "type");

  private MoreAttributes() {}

  /**
   * A copy that nobody changes.
   *
   * @throws IllegalArgumentException if a name is none, or belongs to the event
   * @throws NullPointerException if the map, a name or a value is null
   */
  public static Map<String, String> copyOf(Map<String, String> attributes) {
    requireNonNull(attributes, "attributes");
    Map<String, String> copy = new LinkedHashMap<>();
    attributes.forEach(
        (name, value) -> copy.put(checked(name), requireNonNull(value, () -> "value of " + name)));
    return Collections.unmodifiableMap(copy);
  }

  private static String checked(String name) {
    requireNonNull(name, "attribute name");
    if (OF_THE_EVENT.contains(name)) {
      throw new IllegalArgumentException(
          "The attribute '" + name + "' belongs to the event and cannot be set");
    }
    boolean legal = !name.isEmpty() && name.length() <= MAX_NAME_CHARS;
    for (int i = 0; i < name.length() && legal; i++) {
      char c = name.charAt(i);
      legal = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
    if (!legal) {
      throw new IllegalArgumentException(
          "An attribute name has 1 to "
              + MAX_NAME_CHARS
              + " lower-case letters and digits, but this is '"
              + name
              + "'");
    }
    return name;
  }
}
