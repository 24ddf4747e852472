package io.github.maestroevents.cli.config;

import io.github.maestroevents.config.EffectiveValue;
import io.github.maestroevents.config.MaestroEventsBuilder;
import java.util.List;
import java.util.Optional;

/** What is set for one destination, as far as an answer of the destination depends on it. */
final class SettingsInForce {

  /** How long adapters wait for a destination that is silent, by the names of their settings. */
  private static final List<String> PATIENCE = List.of("metadata-timeout", "request-timeout");

  private final List<EffectiveValue> values;
  private final String prefix;

  SettingsInForce(MaestroEventsBuilder builder, String destination) {
    this.values = builder.check().values();
    this.prefix = "maestro.events.destinations." + destination + ".";
  }

  /** Whether Kafka acknowledges what no broker has confirmed. */
  boolean isNobodyAsked() {
    return shown("kafka.acks").filter("0"::equals).isPresent();
  }

  /** The setting that says it and its value; empty if the adapter has none. */
  Optional<String> patience() {
    return PATIENCE.stream()
        .flatMap(name -> shown(name).map(value -> name + "=" + value).stream())
        .findFirst();
  }

  private Optional<String> shown(String name) {
    return values.stream()
        .filter(value -> value.key().equals(prefix + name))
        .map(EffectiveValue::shown)
        .findFirst();
  }
}
