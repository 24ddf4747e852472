package io.github.maestroevents.config.internal.value;

import io.github.maestroevents.spi.provider.ProviderSettings;
import io.github.maestroevents.spi.provider.Setting;
import io.github.maestroevents.spi.provider.Setting.Kind;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The values of one destination. Immutable once it is handed out. */
public final class SettingValues implements ProviderSettings {

  private final String destination;
  private final Map<String, Setting> declared;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> groups = new LinkedHashMap<>();
  private final HostObjects hostObjects;
  private @Nullable String stoodIn;

  /**
   * @param declared every setting that may be asked for, by its name
   */
  public SettingValues(String destination, Map<String, Setting> declared, HostObjects hostObjects) {
    this.destination = destination;
    this.declared = declared;
    this.hostObjects = hostObjects;
  }

  /** Takes what {@link ValueParser} made. */
  public void put(Setting setting, Object value) {
    values.put(setting.name(), value);
  }

  /** As if it had not been written. */
  public void remove(Setting setting) {
    values.remove(setting.name());
  }

  /** Takes one of a group. */
  public void put(Setting group, String name, String value) {
    groups.computeIfAbsent(group.name(), unused -> new LinkedHashMap<>()).put(name, value);
  }

  @Override
  public String destination() {
    return destination;
  }

  @Override
  public Optional<String> text(Setting setting) {
    return Optional.ofNullable(of(setting, String.class, Kind.TEXT, Kind.SECRET, Kind.CHOICE));
  }

  @Override
  public OptionalLong number(Setting setting) {
    Long number = of(setting, Long.class, Kind.INTEGER, Kind.SIZE);
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }

  @Override
  public OptionalDouble share(Setting setting) {
    Double share = of(setting, Double.class, Kind.SHARE);
    return share == null ? OptionalDouble.empty() : OptionalDouble.of(share);
  }

  @Override
  public Optional<Duration> duration(Setting setting) {
    return Optional.ofNullable(of(setting, Duration.class, Kind.DURATION));
  }

  @Override
  public Optional<Boolean> flag(Setting setting) {
    return Optional.ofNullable(of(setting, Boolean.class, Kind.FLAG));
  }

  @Override
  @SuppressWarnings("unchecked") // ValueParser makes lists of texts alone
  public List<String> list(Setting setting) {
    List<String> list = (List<String>) of(setting, List.class, Kind.LIST);
    return list == null ? List.of() : list;
  }

  @Override
  public Map<String, String> group(Setting setting) {
    require(setting, Kind.GROUP);
    return Collections.unmodifiableMap(groups.getOrDefault(setting.name(), Map.of()));
  }

  @Override
  public <T> Optional<T> hostObject(Class<T> type, String name) {
    Optional<T> found = hostObjects.find(type, name);
    if (found.isPresent()) {
      return found;
    }
    Optional<T> standIn = hostObjects.standIn(type);
    standIn.ifPresent(unused -> stoodIn = type.getSimpleName());
    return standIn;
  }

  /** The type of what something stood in for since the last call; empty if nothing did. */
  public Optional<String> takeStandIn() {
    Optional<String> last = Optional.ofNullable(stoodIn);
    stoodIn = null;
    return last;
  }

  private <T> @Nullable T of(Setting setting, Class<T> type, Kind... kinds) {
    require(setting, kinds);
    Object value = values.get(setting.name());
    return value == null ? null : type.cast(value);
  }

  private void require(Setting setting, Kind... kinds) {
    Setting known = declared.get(setting.name());
    if (known == null || known.kind() != setting.kind()) {
      throw new IllegalArgumentException(
          "the provider asks for " + setting.name() + ", which it has not declared");
    }
    if (!List.of(kinds).contains(setting.kind())) {
      throw new IllegalArgumentException(
          "the provider asks for " + setting.name() + " as what it is not: " + setting.kind());
    }
  }

  /** Names what was written, and no value. */
  @Override
  public String toString() {
    return destination + " " + values.keySet() + groups.keySet();
  }
}
