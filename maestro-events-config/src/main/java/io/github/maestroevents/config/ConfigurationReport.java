package io.github.maestroevents.config;

import java.util.List;

/**
 * What is known of a configuration without opening it. Holds no value that may be a secret.
 *
 * @param mistakes all of them, empty if it can be opened; that a destination does not answer, or a
 *     disk is full, only opening it shows
 * @param description what would be opened, as a block of lines; of a configuration with mistakes,
 *     as far as it can be read
 * @param values every setting of every destination, written or not
 */
public record ConfigurationReport(
    List<ConfigurationMistake> mistakes, String description, List<EffectiveValue> values) {

  /** Copies the lists. */
  public ConfigurationReport {
    mistakes = List.copyOf(mistakes);
    values = List.copyOf(values);
  }
}
