package io.github.maestroevents.spring.internal.environment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;

/**
 * The keys of one property source that is no process environment: a file, the command line, a map
 * of a test. Brackets are dots, and the elements of a YAML list become one value with commas.
 */
final class SourceKeys {

  private final IterableConfigurationPropertySource source;
  private final Map<String, FoundValue> found = new LinkedHashMap<>();
  private final Map<String, Map<Integer, FoundValue>> lists = new LinkedHashMap<>();

  SourceKeys(IterableConfigurationPropertySource source) {
    this.source = source;
  }

  Map<String, FoundValue> read() {
    for (ConfigurationPropertyName name : source) {
      if (isBelowThePrefix(name)) {
        ConfigurationProperty property = source.getConfigurationProperty(name);
        if (property != null) {
          add(name, property);
        }
      }
    }
    lists.forEach((key, elements) -> found.putIfAbsent(key, joined(elements)));
    return found;
  }

  private void add(ConfigurationPropertyName name, ConfigurationProperty property) {
    int last = name.getNumberOfElements() - 1;
    FoundValue value = value(property);
    if (name.isNumericIndex(last) && last > 2) {
      int place = Integer.parseInt(name.getElement(last, Form.ORIGINAL));
      lists.computeIfAbsent(key(name, last), key -> new TreeMap<>()).put(place, value);
    } else {
      found.putIfAbsent(key(name, last + 1), value);
    }
  }

  private static FoundValue value(ConfigurationProperty property) {
    Origin origin = property.getOrigin();
    String told = String.valueOf(origin);
    if (origin instanceof PropertySourceOrigin inSource && inSource.getOrigin() == null) {
      // Spring would say the key once more.
      told = "property source \"" + inSource.getPropertySource().getName() + "\"";
    }
    return new FoundValue(String.valueOf(property.getValue()), told);
  }

  private static FoundValue joined(Map<Integer, FoundValue> elements) {
    return elements.values().stream()
        .reduce((a, b) -> new FoundValue(a.text() + "," + b.text(), a.origin()))
        .orElseThrow();
  }

  private static String key(ConfigurationPropertyName name, int end) {
    StringBuilder key = new StringBuilder();
    for (int i = 2; i < end; i++) {
      key.append(i == 2 ? "" : ".").append(name.getElement(i, Form.ORIGINAL));
    }
    return key.toString();
  }

  private static boolean isBelowThePrefix(ConfigurationPropertyName name) {
    return name.getNumberOfElements() > 2
        && name.getElement(0, Form.UNIFORM).equals("maestro")
        && name.getElement(1, Form.UNIFORM).equals("events");
  }
}
