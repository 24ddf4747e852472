package io.github.maestroevents.spi;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Checks attributes that a host wants in place of those of an event. */
final class ChangedAttributes {

  /** CloudEvents 1.0, "Naming Conventions": attribute names should not exceed 20 characters. */
  private static final int MAX_NAME_CHARS = 20;

  /** CloudEvents 1.0, "Required Attributes": what tells the event from any other. */
  private static final Set<String> FIXED = Set.of("specversion", "id", "source", "type");

  private ChangedAttributes() {}

  static Map<String, String> of(Map<String, String> original, Map<String, String> wanted) {
    Map<String, String> changed = new LinkedHashMap<>();
    original.forEach(
        (name, value) -> {
          if (FIXED.contains(name)) {
            changed.put(name, value);
          }
        });
    wanted.forEach(
        (name, value) -> {
          if (!FIXED.contains(name)) {
            changed.put(checked(name), AttributeText.clean(requireNonNull(value, name)));
          }
        });
    return changed;
  }

  private static String checked(String name) {
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
