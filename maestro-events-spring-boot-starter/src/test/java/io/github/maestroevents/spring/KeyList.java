package io.github.maestroevents.spring;

import io.github.maestroevents.config.ConfigurationCatalog;
import io.github.maestroevents.spi.provider.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every key of a destination over all types, as an editor has to know them: one of each name, with
 * the types that take it.
 */
public final class KeyList {

  /**
   * A key of a destination.
   *
   * @param setting the first of its name
   * @param types those that take it; empty means every destination
   */
  public record Key(Setting setting, List<String> types) {

    public String name() {
      return setting.name();
    }

    String description() {
      return types.isEmpty()
          ? setting.description()
          : "For " + String.join(" and ", types) + ". " + setting.description();
    }

    /** What an editor shows and checks; it knows no sizes such as 64MiB. */
    String javaType() {
      boolean hasWordForNone = setting.words().contains("unlimited");
      return switch (setting.kind()) {
        case FLAG -> "java.lang.Boolean";
        case INTEGER -> hasWordForNone ? "java.lang.String" : "java.lang.Long";
        case SHARE -> "java.lang.Double";
        case DURATION -> hasWordForNone ? "java.lang.String" : "java.time.Duration";
        case LIST -> "java.util.List<java.lang.String>";
        case GROUP -> "java.util.Map<java.lang.String,java.lang.String>";
        case TEXT, SECRET, CHOICE, SIZE -> "java.lang.String";
      };
    }
  }

  private KeyList() {}

  /** Below {@code maestro.events}, beside destinations and defaults. */
  static List<Setting> general() {
    return catalog().general();
  }

  public static List<Key> ofADestination() {
    Map<String, Key> keys = new LinkedHashMap<>();
    add(keys, catalog().destination(), "");
    catalog().types().forEach((type, settings) -> add(keys, settings, type));
    catalog().journals().forEach((type, settings) -> add(keys, settings, type));
    return List.copyOf(keys.values());
  }

  private static void add(Map<String, Key> keys, List<Setting> settings, String type) {
    for (Setting setting : settings) {
      List<String> types = new ArrayList<>();
      Key known = keys.get(setting.name());
      if (known != null) {
        types.addAll(known.types());
      }
      if (!type.isEmpty()) {
        types.add(type);
      }
      keys.put(setting.name(), new Key(known == null ? setting : known.setting(), types));
    }
  }

  private static ConfigurationCatalog catalog() {
    return ConfigurationCatalog.of(KeyList.class.getClassLoader());
  }
}
