package io.github.maestroevents.spring.internal.environment;

import io.github.maestroevents.config.ConfigurationCatalog;
import io.github.maestroevents.spi.provider.Setting;
import io.github.maestroevents.spi.provider.Setting.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Understands names of variables in Spring's form, where a dot is {@code _} and a hyphen is left
 * out, or is {@code _} too: by the settings and destinations that are known.
 */
final class KnownNames {

  private static final String DESTINATIONS = "DESTINATIONS_";
  private static final String DEFAULTS = "DEFAULTS_";

  private final List<String> destinations;
  private final Map<String, String> roots = new LinkedHashMap<>();
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final List<String> groups = new ArrayList<>();

  KnownNames(Set<String> destinations, ClassLoader classLoader) {
    this.destinations = longestFirst(destinations);
    Keys.OF_THE_STARTER.forEach(key -> add(roots, key));
    ConfigurationCatalog catalog = ConfigurationCatalog.of(classLoader);
    catalog.general().forEach(setting -> add(roots, setting.name()));
    addAll(catalog.destination());
    catalog.types().values().forEach(this::addAll);
    catalog.journals().values().forEach(this::addAll);
    groups.sort(Comparator.comparingInt(String::length).reversed());
  }

  private void addAll(List<Setting> more) {
    for (Setting setting : more) {
      add(settings, setting.name());
      if (setting.kind() == Kind.GROUP) {
        groups.add(setting.name());
      }
    }
  }

  private static void add(Map<String, String> names, String name) {
    forms(name).forEach(form -> names.putIfAbsent(form, name));
  }

  /** The key, without the prefix, that a variable, without its prefix, stands for. */
  String keyOf(String variable) {
    if (roots.containsKey(variable)) {
      return roots.getOrDefault(variable, variable);
    }
    if (variable.startsWith(DEFAULTS)) {
      return "defaults." + setting(variable.substring(DEFAULTS.length()));
    }
    if (variable.startsWith(DESTINATIONS)) {
      return Keys.DESTINATIONS + ofDestination(variable.substring(DESTINATIONS.length()));
    }
    return dotted(variable);
  }

  private String ofDestination(String rest) {
    for (String destination : destinations) {
      for (String form : forms(destination)) {
        if (rest.startsWith(form + "_")) {
          return destination + "." + setting(rest.substring(form.length() + 1));
        }
      }
    }
    int end = rest.indexOf('_');
    return end < 0
        ? dotted(rest)
        : dotted(rest.substring(0, end)) + "." + setting(rest.substring(end + 1));
  }

  private String setting(String rest) {
    String known = settings.get(rest);
    if (known != null) {
      return known;
    }
    for (String group : groups) {
      for (String form : forms(group)) {
        if (rest.startsWith(form + "_")) {
          return group + "." + dotted(rest.substring(form.length() + 1));
        }
      }
    }
    return dotted(rest);
  }

  private static List<String> forms(String name) {
    String upper = name.toUpperCase(Locale.ROOT).replace('.', '_');
    return List.of(upper.replace("-", ""), upper.replace('-', '_'));
  }

  private static String dotted(String variable) {
    return variable.toLowerCase(Locale.ROOT).replace('_', '.');
  }

  private static List<String> longestFirst(Set<String> names) {
    return names.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }
}
