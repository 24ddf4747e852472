package io.github.maestroevents.spring.internal.environment;

import io.github.maestroevents.config.ConfigurationException;
import io.github.maestroevents.config.ConfigurationMistake;
import io.github.maestroevents.config.MaestroEventsBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
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
public final class EnvironmentSettings {

  private final Map<String, FoundValue> found = new LinkedHashMap<>();
  private final List<ConfigurationMistake> mistakes = new ArrayList<>();
  private final List<ConfigurationMistake> refused = new ArrayList<>();
  private final UnaryOperator<String> placeholders;

  private EnvironmentSettings(UnaryOperator<String> placeholders) {
    this.placeholders = placeholders;
  }

  public static EnvironmentSettings of(
      ConfigurableEnvironment environment, ClassLoader classLoader) {
    EnvironmentSettings settings =
        new EnvironmentSettings(environment::resolveRequiredPlaceholders);
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
  public Set<String> keys() {
    return Set.copyOf(found.keySet());
  }

  /** The names of destinations, sorted. */
  public Set<String> destinations() {
    return namesIn(List.of(found));
  }

  /** Puts a value in place of what was found. */
  public void override(String below, String value, String origin) {
    found.put(below, new FoundValue(value, origin));
  }

  /** Whether a destination has a key of this name. */
  public boolean has(String destination, String name) {
    return found.containsKey(Keys.DESTINATIONS + destination + "." + name)
        || found.containsKey("defaults." + name);
  }

  /** Whether a destination has a key that begins so. */
  public boolean hasBelow(String destination, String beginning) {
    return found.keySet().stream()
        .anyMatch(
            key ->
                key.startsWith(Keys.DESTINATIONS + destination + "." + beginning)
                    || key.startsWith("defaults." + beginning));
  }

  /** Notes what the starter itself cannot do with a key. */
  public void refuse(String below, String origin, String what, String remedy) {
    refused.add(new ConfigurationMistake(Keys.whole(below), origin, what, remedy));
  }

  /** The type of a destination; empty if none can be told. */
  public String typeOf(String destination) {
    FoundValue type = found.get(Keys.DESTINATIONS + destination + ".type");
    return type == null ? "" : resolved(type).orElse("");
  }

  /**
   * What is meant for the library: whole keys, and values with their placeholders replaced. Where
   * Spring cannot replace one, the key is left out, and is a mistake.
   */
  public Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    mistakes.clear();
    found.forEach(
        (key, value) -> {
          if (!Keys.OF_THE_STARTER.contains(key)) {
            resolved(value)
                .ifPresentOrElse(
                    text -> values.put(Keys.whole(key), text),
                    () -> mistakes.add(unresolved(Keys.whole(key), value)));
          }
        });
    return values;
  }

  /**
   * Tells of placeholders that Spring could not replace and of what was refused, with whatever else
   * is wrong.
   *
   * @throws ConfigurationException if there are any
   */
  public void requireNoMistake(MaestroEventsBuilder builder) {
    List<ConfigurationMistake> own = new ArrayList<>(mistakes);
    own.addAll(refused);
    if (own.isEmpty()) {
      return;
    }
    List<ConfigurationMistake> all = new ArrayList<>(own);
    builder.check().mistakes().stream()
        .filter(mistake -> own.stream().noneMatch(one -> one.key().equals(mistake.key())))
        .forEach(all::add);
    throw new ConfigurationException(all);
  }

  private Optional<String> resolved(FoundValue value) {
    try {
      return Optional.of(placeholders.apply(value.text()));
    } catch (IllegalArgumentException e) { // whose words hold the value
      return Optional.empty();
    }
  }

  private static ConfigurationMistake unresolved(String key, FoundValue value) {
    return new ConfigurationMistake(
        key,
        value.origin(),
        "a placeholder in its value cannot be resolved by Spring",
        "set the property that it names, or give a default as in ${name:default}");
  }

  /** Where a whole key stands, for people. */
  public String origin(String key) {
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
