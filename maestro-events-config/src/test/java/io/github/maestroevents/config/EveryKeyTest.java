package io.github.maestroevents.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.config.fixture.Memory;
import io.github.maestroevents.config.fixture.Samples;
import io.github.maestroevents.config.fixture.Written;
import io.github.maestroevents.spi.provider.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every key of every provider on the class path, those of the library's adapters among them: a
 * letter that is changed and a value out of its range are caught by name. Driven by the catalog, so
 * that a new setting is tested from its birth.
 */
class EveryKeyTest {

  private static final ConfigurationCatalog CATALOG =
      ConfigurationCatalog.of(EveryKeyTest.class.getClassLoader());

  private static final String DESTINATION = "maestro.events.destinations.audit.";

  /** A setting of a destination of some type. */
  record Key(String type, Setting setting) {

    String name() {
      return Samples.name(setting);
    }

    Map<String, String> map() {
      return Written.of("destinations.audit.type", type).map();
    }

    @Override
    public String toString() {
      return type + ": " + name();
    }
  }

  static Stream<Key> keys() {
    List<Key> keys = new ArrayList<>();
    CATALOG.destination().stream()
        .filter(setting -> !setting.name().equals("type"))
        .forEach(setting -> keys.add(new Key("memory", setting)));
    CATALOG
        .journals()
        .values()
        .forEach(settings -> settings.forEach(setting -> keys.add(new Key("memory", setting))));
    CATALOG.types().forEach((type, settings) -> settings.forEach(s -> keys.add(new Key(type, s))));
    return keys.stream();
  }

  @AfterEach
  void nothingWasMade() {
    assertThat(Memory.CREATED).isEmpty();
    Memory.forget();
  }

  @Test
  void catalog_holdsTheProvidersOfTheLibrary() {
    assertThat(CATALOG.types()).containsKeys("kafka", "sqs", "webhook", "log", "memory");
    assertThat(CATALOG.journals()).containsKeys("sqlite", "postgresql", "shelf");
  }

  @ParameterizedTest
  @MethodSource("keys")
  void key_isCaughtByName_ifAnyLetterIsChanged(Key key) {
    List<String> missed = new ArrayList<>();
    String name = mutablePart(key.setting());
    String rest = key.name().substring(name.length());
    for (int i = 0; i < name.length(); i++) {
      String wrong = changed(name, i) + rest;
      if (!isKnown(key, wrong) && !isCaught(key, DESTINATION + wrong)) {
        missed.add(wrong);
      }
    }
    assertThat(missed).isEmpty();
  }

  @Test
  void beginningOfAKey_isCaughtByName_ifAnyLetterIsChanged() {
    String whole = DESTINATION + "retry.max-age";
    List<String> missed = new ArrayList<>();
    for (int i = 0; i < DESTINATION.length(); i++) {
      Map<String, String> settings =
          Written.audit().map().entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
      String wrong = changed(whole, i);
      settings.put(wrong, "1h");
      if (namesOf(settings).noneMatch(told -> told.contains(wrong))) {
        missed.add(wrong);
      }
    }
    assertThat(missed).isEmpty();
  }

  @Test
  void generalKeys_areCaughtByName_ifAnyLetterIsChanged() {
    List<String> missed = new ArrayList<>();
    for (String name : List.of("enabled", "journal", "close-timeout", "defaults.close-timeout")) {
      for (int i = 0; i < name.length(); i++) {
        String wrong = Written.PREFIX + changed(name, i);
        Map<String, String> settings = new LinkedHashMap<>(Written.audit().map());
        settings.put(wrong, "false");
        if (namesOf(settings).noneMatch(told -> told.contains(wrong))) {
          missed.add(wrong);
        }
      }
    }
    assertThat(missed).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void value_isCaughtByName_ifItIsOutOfRange(Key key) {
    List<String> missed = new ArrayList<>();
    for (String bad : Samples.bad(key.setting())) {
      Map<String, String> settings = new LinkedHashMap<>(key.map());
      settings.put(DESTINATION + key.name(), bad);
      boolean isTold =
          mistakes(settings).stream()
              .anyMatch(
                  mistake ->
                      mistake.key().equals(DESTINATION + key.name())
                          && mistake.problem().startsWith("must be "));
      if (!isTold) {
        missed.add("\"" + bad + "\"");
      }
    }
    assertThat(missed).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void value_isTaken_ifItIsInRange(Key key) {
    Map<String, String> settings = new LinkedHashMap<>(key.map());
    settings.put(DESTINATION + key.name(), Samples.good(key.setting()));

    assertThat(mistakes(settings))
        .noneMatch(
            mistake ->
                mistake.key().equals(DESTINATION + key.name())
                    && (mistake.problem().contains(", but is ")
                        || mistake.problem().startsWith("no such")));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void key_isTheSame_asAVariableOfTheEnvironment(Key key) {
    String variable =
        "MAESTRO_EVENTS_"
            + ("destinations.audit." + key.name())
                .toUpperCase(java.util.Locale.ROOT)
                .replace("-", "_")
                .replace(".", "__");
    Map<String, String> written = new LinkedHashMap<>(key.map());
    if (isOfAnyName(key.setting())) { // a variable can change such a member, and add none
      written.put("maestro.events.defaults." + key.name(), "written");
    }
    ConfigurationReport report =
        MaestroEvents.builder()
            .settings(written, name -> "here")
            .environment(Map.of(variable, Samples.good(key.setting())))
            .check();

    assertThat(report.mistakes())
        .noneMatch(mistake -> mistake.problem().startsWith("no such setting"));
    if (isPartOfEveryPlan(key)) {
      assertThat(report.values())
          .anyMatch(
              value ->
                  value.key().equals(DESTINATION + key.name())
                      && value.origin().equals("environment variable " + variable));
    }
  }

  /** Settings of a journal are in force with that journal alone. */
  private static boolean isPartOfEveryPlan(Key key) {
    return CATALOG.journals().values().stream().noneMatch(of -> of.contains(key.setting()));
  }

  private static boolean isOfAnyName(Setting setting) {
    return setting.kind() == Setting.Kind.GROUP && setting.words().isEmpty();
  }

  /** Of a group that takes any name, only the group's own. */
  private static String mutablePart(Setting setting) {
    return isOfAnyName(setting) ? setting.name() : Samples.name(setting);
  }

  private static String changed(String text, int at) {
    char other = text.charAt(at) == 'q' ? 'v' : 'q';
    return text.substring(0, at) + other + text.substring(at + 1);
  }

  private static boolean isKnown(Key key, String name) {
    Set<String> words = key.setting().words();
    return key.setting().kind() == Setting.Kind.GROUP
        && words.contains(
            name.substring(Math.min(name.length(), key.setting().name().length() + 1)));
  }

  private static boolean isCaught(Key key, String wrong) {
    Map<String, String> settings = new LinkedHashMap<>(key.map());
    settings.put(wrong, Samples.good(key.setting()));
    return mistakes(settings).stream()
        .anyMatch(
            mistake -> mistake.key().equals(wrong) && mistake.problem().startsWith("no such"));
  }

  private static Stream<String> namesOf(Map<String, String> settings) {
    return mistakes(settings).stream().map(ConfigurationMistake::toString);
  }

  private static List<ConfigurationMistake> mistakes(Map<String, String> settings) {
    return MaestroEvents.builder().settings(settings, key -> "here").check().mistakes();
  }
}
