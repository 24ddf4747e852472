package io.github.maestroevents.testkit;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.spi.provider.ProviderSettings;
import io.github.maestroevents.spi.provider.Setting;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings for a test of a provider, as a configuration hands them over: {@code
 * WrittenSettings.of(provider.settings()).with("topic", "orders")}. Reads values as people write
 * them, and takes for granted that they are well formed and within their range: a configuration has
 * checked that. Immutable.
 */
public final class WrittenSettings implements ProviderSettings {

  private static final Pattern AMOUNT = Pattern.compile("(\\d+)([A-Za-z]*)");

  private static final Map<String, Long> UNITS =
      Map.of("", 1L, "B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

  private static final Map<String, Duration> TIMES =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private final List<Setting> known;
  private final String destination;
  private final Map<String, String> written;
  private final Map<String, Object> hostObjects;

  private WrittenSettings(
      List<Setting> known,
      String destination,
      Map<String, String> written,
      Map<String, Object> hostObjects) {
    this.known = known;
    this.destination = destination;
    this.written = written;
    this.hostObjects = hostObjects;
  }

  /** Nothing written, of a destination {@code test}. */
  public static WrittenSettings of(List<Setting> known) {
    return new WrittenSettings(List.copyOf(known), "test", Map.of(), Map.of());
  }

  /**
   * These, and one more.
   *
   * @param name as it stands below the destination, such as {@code kafka.acks}
   * @throws IllegalArgumentException if the provider has no such setting
   */
  public WrittenSettings with(String name, String value) {
    if (known.stream().noneMatch(setting -> isOf(setting, name))) {
      throw new IllegalArgumentException("No such setting: " + name);
    }
    return new WrittenSettings(
        known, destination, plus(written, name, requireNonNull(value, "value")), hostObjects);
  }

  /** These, and an object of the host's. */
  public WrittenSettings withHostObject(String name, Object object) {
    return new WrittenSettings(
        known, destination, written, plus(hostObjects, name, requireNonNull(object, "object")));
  }

  /** These, of another destination. */
  public WrittenSettings of(String name) {
    return new WrittenSettings(known, requireNonNull(name, "name"), written, hostObjects);
  }

  private static boolean isOf(Setting setting, String name) {
    return setting.kind() == Setting.Kind.GROUP
        ? name.startsWith(setting.name() + ".")
        : name.equals(setting.name());
  }

  private static <V> Map<String, V> plus(Map<String, V> map, String name, V value) {
    Map<String, V> more = new LinkedHashMap<>(map);
    more.put(name, value);
    return more;
  }

  private Optional<String> value(Setting setting, Setting.Kind... kinds) {
    if (!known.contains(setting) || !List.of(kinds).contains(setting.kind())) {
      throw new IllegalArgumentException("Not asked for as declared: " + setting);
    }
    return Optional.ofNullable(written.get(setting.name()));
  }

  @Override
  public String destination() {
    return destination;
  }

  @Override
  public Optional<String> text(Setting setting) {
    return value(setting, Setting.Kind.TEXT, Setting.Kind.SECRET, Setting.Kind.CHOICE);
  }

  @Override
  public OptionalLong number(Setting setting) {
    Optional<String> value = value(setting, Setting.Kind.INTEGER, Setting.Kind.SIZE);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    Matcher amount = amount(value.get());
    return OptionalLong.of(
        Long.parseLong(amount.group(1)) * requireNonNull(UNITS.get(amount.group(2))));
  }

  @Override
  public OptionalDouble share(Setting setting) {
    Optional<String> value = value(setting, Setting.Kind.SHARE);
    return value.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Double.parseDouble(value.get()));
  }

  @Override
  public Optional<Duration> duration(Setting setting) {
    return value(setting, Setting.Kind.DURATION)
        .map(
            text -> {
              Matcher amount = amount(text);
              return requireNonNull(TIMES.get(amount.group(2).toLowerCase(Locale.ROOT)))
                  .multipliedBy(Long.parseLong(amount.group(1)));
            });
  }

  private static Matcher amount(String text) {
    Matcher amount = AMOUNT.matcher(text);
    if (!amount.matches()) {
      throw new IllegalArgumentException("No amount: " + text);
    }
    return amount;
  }

  @Override
  public Optional<Boolean> flag(Setting setting) {
    return value(setting, Setting.Kind.FLAG).map(Boolean::parseBoolean);
  }

  @Override
  public List<String> list(Setting setting) {
    return value(setting, Setting.Kind.LIST)
        .map(text -> Arrays.stream(text.split(",")).map(String::strip).toList())
        .orElse(List.of());
  }

  @Override
  public Map<String, String> group(Setting setting) {
    Optional<String> unused = value(setting, Setting.Kind.GROUP);
    String prefix = setting.name() + ".";
    Map<String, String> group = new LinkedHashMap<>();
    written.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            group.put(name.substring(prefix.length()), value);
          }
        });
    return group;
  }

  @Override
  public <T> Optional<T> hostObject(Class<T> type, String name) {
    List<T> found =
        hostObjects.entrySet().stream()
            .filter(entry -> name.isEmpty() || entry.getKey().equals(name))
            .map(Map.Entry::getValue)
            .filter(type::isInstance)
            .map(type::cast)
            .toList();
    if (found.size() > 1) {
      throw new IllegalArgumentException("Several: " + hostObjects.keySet());
    }
    return found.stream().findFirst();
  }
}
