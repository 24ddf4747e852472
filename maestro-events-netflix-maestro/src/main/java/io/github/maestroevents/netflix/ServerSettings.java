package io.github.maestroevents.netflix;

import io.github.maestroevents.config.ConfigurationException;
import io.github.maestroevents.config.ConfigurationMistake;
import io.github.maestroevents.config.MaestroEventsBuilder;
import io.github.maestroevents.spring.observability.ObservedKeys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The keys below {@code maestro.events} as they stand in the server's own configuration, with where
 * each stands. The names of a client's settings keep their dots. Environment variables are not
 * among them: this library reads those by its own rule.
 */
final class ServerSettings {

  static final String PREFIX = "maestro.events.";

  /** An element of a list in YAML: {@code filter.types[0]}. */
  private static final Pattern ELEMENT = Pattern.compile("(.*)\\[(\\d+)]");

  /** A name with dots in YAML: {@code kafka[bootstrap.servers]}. */
  private static final Pattern BRACKETS = Pattern.compile("\\[([^]]*)]");

  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, String> origins = new LinkedHashMap<>();

  /** Keys whose placeholders Spring cannot replace, and where each stands. */
  private final Map<String, String> mistakes = new LinkedHashMap<>();

  private ServerSettings() {}

  static ServerSettings of(ConfigurableEnvironment environment) {
    ServerSettings settings = new ServerSettings();
    for (PropertySource<?> source : environment.getPropertySources()) { // the strongest first
      if (source instanceof EnumerablePropertySource<?> listed
          && !(source instanceof SystemEnvironmentPropertySource)) {
        settings.add(listed, environment);
      }
    }
    return settings;
  }

  private void add(EnumerablePropertySource<?> source, ConfigurableEnvironment environment) {
    Map<String, String> found = new LinkedHashMap<>();
    Map<String, TreeMap<Integer, String>> lists = new LinkedHashMap<>();
    Map<String, String> places = new LinkedHashMap<>();
    for (String name : source.getPropertyNames()) {
      Object value = isForTheLibrary(name) ? source.getProperty(name) : null;
      if (value == null) {
        continue;
      }
      Matcher element = ELEMENT.matcher(name);
      String key = plain(element.matches() ? element.group(1) : name);
      String text;
      try {
        text = environment.resolveRequiredPlaceholders(value.toString());
      } catch (IllegalArgumentException e) { // whose words hold the value
        mistakes.putIfAbsent(key, place(source, name));
        text = "";
      }
      if (element.matches()) {
        lists
            .computeIfAbsent(key, list -> new TreeMap<>())
            .put(Integer.valueOf(element.group(2)), text);
      } else {
        found.put(key, text);
      }
      places.putIfAbsent(key, place(source, name));
    }
    lists.forEach((key, texts) -> found.put(key, String.join(",", texts.values())));
    found.forEach(
        (key, text) -> {
          if (values.putIfAbsent(key, text) == null) {
            origins.put(key, places.getOrDefault(key, source.getName()));
          }
        });
  }

  /** Not what only those read who show how events fare. */
  private static boolean isForTheLibrary(String name) {
    return name.startsWith(PREFIX) && !ObservedKeys.contains(name.substring(PREFIX.length()));
  }

  private static String plain(String name) {
    return BRACKETS
        .matcher(name)
        .replaceAll(match -> "." + Matcher.quoteReplacement(match.group(1)));
  }

  private static String place(PropertySource<?> source, String name) {
    Origin origin = OriginLookup.getOrigin(source, name);
    return origin == null ? source.getName() : origin.toString();
  }

  @Nullable String get(String key) {
    return values.get(key);
  }

  /** Sets what nobody has set. */
  void putDefault(String key, String value) {
    if (values.putIfAbsent(key, value) == null) {
      origins.put(key, "default of maestro-events-netflix-maestro");
    }
  }

  /** By the whole key, in the order of the configuration. */
  Map<String, String> values() {
    return Collections.unmodifiableMap(values);
  }

  /**
   * Tells of placeholders that Spring could not replace, with whatever else is wrong.
   *
   * @throws ConfigurationException if there are any in values that hold
   */
  void requireResolved(MaestroEventsBuilder builder, Map<String, String> variables) {
    List<ConfigurationMistake> all = new ArrayList<>();
    mistakes.forEach(
        (key, place) -> {
          boolean isHeard =
              place.equals(origins.get(key)) && !MaestroDefaults.isVariable(key, variables);
          if (isHeard) { // else a stronger source says something else
            all.add(
                new ConfigurationMistake(
                    key,
                    place,
                    "a placeholder in its value cannot be resolved by Spring",
                    "set the property that it names, or give a default as in ${name:default}"));
          }
        });
    if (all.isEmpty()) {
      return;
    }
    builder.check().mistakes().stream()
        .filter(mistake -> !mistakes.containsKey(mistake.key()))
        .forEach(all::add);
    throw new ConfigurationException(all);
  }

  /** Where a key stands, for people. */
  String origin(String key) {
    return origins.getOrDefault(key, "the server's configuration");
  }
}
