package io.github.maestroevents.spi;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.internal.AttributeNames;
import io.github.maestroevents.internal.AttributeText;
import java.util.LinkedHashMap;
import java.util.Map;

/** Checks attributes that a host wants in place of those of an event. */
final class ChangedAttributes {

  private ChangedAttributes() {}

  static Map<String, String> of(Map<String, String> original, Map<String, String> wanted) {
    Map<String, String> changed = new LinkedHashMap<>();
    original.forEach(
        (name, value) -> {
          if (AttributeNames.isRequired(name)) {
            changed.put(name, value);
          }
        });
    requireNonNull(wanted, "attributes")
        .forEach(
            (name, value) -> {
              requireNonNull(name, "attribute name");
              requireNonNull(value, () -> "value of " + name);
              if (value.equals(original.get(name))) {
                changed.put(name, value);
              } else {
                AttributeNames.requireSettable(name, value);
                changed.put(name, AttributeText.clean(value));
              }
            });
    return changed;
  }
}
