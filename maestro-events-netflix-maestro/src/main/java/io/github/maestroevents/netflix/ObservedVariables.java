package io.github.maestroevents.netflix;

import io.github.maestroevents.spring.observability.ObservedKeys;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Variables of the environment for health, meters and traces. Spring alone reads those, in its own
 * form ({@code MAESTRO_EVENTS_HEALTH_READINESS}): to the library they would be unknown keys.
 */
final class ObservedVariables {

  private static final String PREFIX = "MAESTRO_EVENTS_";

  private ObservedVariables() {}

  /** All variables but these. */
  static Map<String, String> leftOutOf(Map<String, String> variables) {
    Map<String, String> others = new HashMap<>(variables);
    others.keySet().removeAll(names());
    return others;
  }

  private static Set<String> names() {
    Set<String> names = new HashSet<>();
    for (String key : ObservedKeys.all()) {
      String upper = PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_');
      names.add(upper.replace("-", ""));
      names.add(upper.replace('-', '_'));
    }
    return names;
  }
}
