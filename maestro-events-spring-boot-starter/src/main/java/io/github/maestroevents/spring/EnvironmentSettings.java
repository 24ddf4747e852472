package io.github.maestroevents.spring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * What an {@code Environment} says below {@code maestro.events}: each key once, from the source
 * that wins there, and where it stands. Keys are without the prefix, and dotted as they are. Used
 * on the thread that starts the application.
 */
final class EnvironmentSettings {

  private final Map<String, FoundValue> found = new LinkedHashMap<>();
  private final UnaryOperator<String> placeholders;

  private EnvironmentSettings(UnaryOperator<String> placeholders) {
    this.placeholders = placeholders;
  }

  static EnvironmentSettings of(ConfigurableEnvironment environment, ClassLoader classLoader) {
    EnvironmentSettings settings = new EnvironmentSettings(environment::resolvePlaceholders);
    List<Map<String, FoundValue>> bySource = new ArrayList<>();
    // Variables tell names only to those who know the destinations, which other sources may name.
    Map<Integer, SystemEnvironmentPropertySource> variables = new LinkedHashMap<>();
    for (ConfigurationPropertySource source :
        ConfigurationPropertySources.from(environment.getPropertySources())) {
      if (source instanceof IterableConfigurationPropertySource listed) {
        if (source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource process) {
          variables.put(bySource.size(), process);
          bySource.add(Map.of());
        } else {
          bySource.add(new SourceKeys(listed).read());
        }
      }
    }
    variables.forEach(
        (place, source) ->
            bySource.set(place, new Variables(namesIn(bySource), classLoader).read(source)));
    bySource.forEach(values -> values.forEach(settings.found::putIfAbsent));
    return settings;
  }

  /** Without the prefix. */
  Set<String> keys() {
    return Set.copyOf(found.keySet());
  }

  /** The names of destinations, sorted. */
  Set<String> destinations() {
    return namesIn(List.of(found));
  }

  /** Puts a value in place of what was found. */
  void override(String below, String value, String origin) {
    found.put(below, new FoundValue(value, origin));
  }

  /** The value of a destination, or what holds for all that say nothing; placeholders replaced. */
  @Nullable String valueOf(String destination, String name) {
    FoundValue value = found.get(Keys.DESTINATIONS + destination + "." + name);
    if (value == null) {
      value = found.get("defaults." + name);
    }
    return value == null ? null : placeholders.apply(value.text());
  }

  /** What is meant for the library: whole keys, and values with their placeholders replaced. */
  Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    found.forEach(
        (key, value) -> {
          if (!Keys.OF_THE_STARTER.contains(key)) {
            values.put(Keys.whole(key), placeholders.apply(value.text()));
          }
        });
    return values;
  }

  /** Where a whole key stands, for people. */
  String origin(String key) {
    FoundValue value = found.get(key.substring(Math.min(key.length(), Keys.PREFIX.length() + 1)));
    return value == null ? "the environment of Spring" : value.origin();
  }

  private static Set<String> namesIn(List<Map<String, FoundValue>> sources) {
    Set<String> names = new TreeSet<>();
    for (Map<String, FoundValue> source : sources) {
      for (String key : source.keySet()) {
        if (key.startsWith(Keys.DESTINATIONS)) {
          String rest = key.substring(Keys.DESTINATIONS.length());
          names.add(rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest);
        }
      }
    }
    return names;
  }
}
