package io.github.maestroevents.config;

import io.github.maestroevents.spi.LogText;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a configuration. Holds no value that may be a secret.
 *
 * @param key the whole key, such as {@code maestro.events.destinations.audit.type}
 * @param origin where it stands: {@code audit.properties:12}, {@code environment variable …}
 * @param problem what is wrong
 * @param remedy what to do; null if that is plain
 */
public record ConfigurationMistake(
    String key, String origin, String problem, @Nullable String remedy) {

  /** All of it on one line. */
  @Override
  public String toString() {
    return LogText.id(key)
        + " ("
        + LogText.id(origin)
        + "): "
        + LogText.oneLine(problem)
        + (remedy == null ? "" : "; " + LogText.oneLine(remedy));
  }
}
