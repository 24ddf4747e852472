package io.github.maestroevents.config;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.config.internal.catalog.CommonSettings;
import io.github.maestroevents.config.internal.catalog.Providers;
import io.github.maestroevents.spi.provider.Setting;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every setting that a configuration may have, for documents and tools. Immutable. */
public final class ConfigurationCatalog {

  private final Map<String, List<Setting>> types;
  private final Map<String, List<Setting>> journals;

  private ConfigurationCatalog(
      Map<String, List<Setting>> types, Map<String, List<Setting>> journals) {
    this.types = Collections.unmodifiableMap(types);
    this.journals = Collections.unmodifiableMap(journals);
  }

  /**
   * Looks for providers in the library's own loader, then in this one. A provider that cannot be
   * loaded is left out here; opening a configuration tells of it.
   */
  public static ConfigurationCatalog of(ClassLoader loader) {
    Providers providers = Providers.of(PlanSource.ownLoader(), requireNonNull(loader, "loader"));
    Map<String, List<Setting>> types = new LinkedHashMap<>();
    providers.publishers().forEach((type, told) -> types.put(type, told.settings()));
    Map<String, List<Setting>> journals = new LinkedHashMap<>();
    providers.journals().forEach((type, told) -> journals.put(type, told.settings()));
    return new ConfigurationCatalog(types, journals);
  }

  /** Those above the destinations: {@code maestro.events.<name>}. */
  public List<Setting> general() {
    return CommonSettings.GENERAL;
  }

  /**
   * Those of every destination: {@code maestro.events.destinations.<destination>.<name>}; all but
   * the type may stand below {@code maestro.events.defaults} too.
   */
  public List<Setting> destination() {
    return CommonSettings.ALL;
  }

  /** Those of each type of destination, beside the ones that every destination has. */
  public Map<String, List<Setting>> types() {
    return types;
  }

  /** Those of each type of journal; they stand below a destination as well. */
  public Map<String, List<Setting>> journals() {
    return journals;
  }
}
