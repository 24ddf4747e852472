package io.github.maestroevents.config.internal.catalog;

import io.github.maestroevents.spi.provider.Setting;
import io.github.maestroevents.spi.provider.Setting.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings of one destination by their names. Immutable. */
public final class SettingTable {

  /**
   * A setting that was named.
   *
   * @param member what was named of a group; empty if the setting is none
   */
  public record Named(Setting setting, String member) {}

  private final Map<String, Setting> byName;

  /** Of two settings with one name the first is taken. */
  public SettingTable(Collection<Setting> settings) {
    Map<String, Setting> all = new LinkedHashMap<>();
    settings.forEach(setting -> all.putIfAbsent(setting.name(), setting));
    this.byName = Collections.unmodifiableMap(all);
  }

  public Map<String, Setting> byName() {
    return byName;
  }

  /** The setting of that name, or the group that the name belongs to. */
  public Optional<Named> find(String name) {
    Setting exact = byName.get(name);
    if (exact != null) {
      return exact.kind() == Kind.GROUP ? Optional.empty() : Optional.of(new Named(exact, ""));
    }
    for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
      Setting group = byName.get(name.substring(0, dot));
      if (group != null && group.kind() == Kind.GROUP && dot + 1 < name.length()) {
        return Optional.of(new Named(group, name.substring(dot + 1)));
      }
    }
    return Optional.empty();
  }

  /** Every name that can be told, those of members of groups among them. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    byName.forEach(
        (name, setting) -> {
          if (setting.kind() == Kind.GROUP) {
            setting.words().forEach(word -> names.add(name + "." + word));
          } else {
            names.add(name);
          }
        });
    return names;
  }

  /** The groups that take any name. */
  public List<String> openGroups() {
    return byName.values().stream()
        .filter(setting -> setting.kind() == Kind.GROUP)
        .map(Setting::name)
        .toList();
  }
}
