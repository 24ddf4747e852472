package io.github.maestroevents.config.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.maestroevents.config.internal.catalog.CommonSettings;
import io.github.maestroevents.config.internal.catalog.FlowSettings;
import io.github.maestroevents.config.internal.catalog.SettingTable;
import io.github.maestroevents.config.internal.value.HostObjects;
import io.github.maestroevents.config.internal.value.SettingValues;
import io.github.maestroevents.config.internal.value.ValueParser;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.BatchPolicy;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.spi.EnvelopePolicy;
import io.github.maestroevents.spi.provider.Setting;
import io.github.maestroevents.spi.provider.Setting.Kind;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every setting of the engine has a key, with the range that the builder itself has. */
class EngineSettingsTest {

  private static final Map<String, Setting> TABLE = new SettingTable(CommonSettings.ALL).byName();

  /** By what stands before the settings of a policy. */
  private static final Map<Class<?>, String> POLICIES =
      Map.of(
          AcceptancePolicy.class, "",
          QueuePolicy.class, "queue.",
          BatchPolicy.class, "batch.",
          InFlightPolicy.class, "in-flight.",
          RetryPolicy.class, "retry.",
          CircuitBreakerPolicy.class, "circuit-breaker.",
          JournalPolicy.class, "journaling.",
          EnvelopePolicy.class, "envelope.");

  /**
   * What text cannot say: code, the name, which is that of the destination, and what the host's own
   * code does with what it is told.
   */
  private static final Set<String> NO_TEXT =
      Set.of(
          "name",
          "transformer",
          "dropListener",
          "circuitListener",
          "clock",
          "deadLettersRejected",
          "metrics",
          "traceContext");

  /** What has keys of another name. */
  private static final Map<String, List<String>> OTHERWISE =
      Map.ofEntries(
          Map.entry("filter", List.of("filter.types", "filter.level", "filter.workflows")),
          Map.entry("deadLetterHandler", List.of("dead-letters")),
          Map.entry("deadLettersTo", List.of("dead-letters")),
          Map.entry("queue", List.of("queue.capacity", "queue.overflow")),
          Map.entry("batch", List.of("batch.max-events")),
          Map.entry("inFlight", List.of("in-flight.max-events")),
          Map.entry("retry", List.of("retry.max-age")),
          Map.entry("circuitBreaker", List.of("circuit-breaker.enabled")),
          Map.entry("envelope", List.of("envelope.source", "envelope.type-prefix")),
          Map.entry("withLevel", List.of("acceptance")),
          Map.entry("withDelays", List.of("retry.initial-delay", "retry.max-delay")),
          Map.entry(
              "withSlowCalls",
              List.of("circuit-breaker.slow-call", "circuit-breaker.slow-call-rate")),
          Map.entry(
              "withMaxBatch", List.of("journaling.max-batch-events", "journaling.max-batch-bytes")),
          Map.entry(
              "withReadAhead",
              List.of("journaling.read-ahead-events", "journaling.read-ahead-bytes")));

  @Test
  void everySettingOfTheBuilder_hasAKey() {
    Set<String> without = new TreeSet<>();
    for (String setter : setters(NonBlockingPublisherBuilder.class)) {
      if (!NO_TEXT.contains(setter) && !hasKeys(setter, kebab(setter))) {
        without.add(setter);
      }
    }
    assertThat(without).isEmpty();
  }

  @Test
  void everySettingOfThePolicies_hasAKey() {
    Set<String> without = new TreeSet<>();
    POLICIES.forEach(
        (policy, prefix) -> {
          Set<String> setters = setters(policy);
          assertThat(setters).as(policy.getSimpleName()).isNotEmpty();
          for (String setter : setters) {
            if (!hasKeys(setter, prefix + kebab(setter.substring("with".length())))) {
              without.add(policy.getSimpleName() + "." + setter);
            }
          }
        });
    assertThat(without).isEmpty();
  }

  @Test
  void everyPolicyOfTheBuilder_isLookedAt() {
    Set<Class<?>> policies =
        Arrays.stream(NonBlockingPublisherBuilder.class.getMethods())
            .flatMap(method -> Arrays.stream(method.getParameterTypes()))
            .filter(type -> type.getSimpleName().endsWith("Policy"))
            .collect(Collectors.toSet());

    assertThat(policies).isEqualTo(POLICIES.keySet());
  }

  @Test
  void journalPolicy_takesEveryWord() {
    for (String word : CommonSettings.JOURNALING_WHEN_FULL.words()) {
      SettingValues values = values(CommonSettings.JOURNALING_WHEN_FULL, word);
      assertThat(EngineSettings.journal(values).whenFull().name())
          .isEqualTo(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  static Stream<Setting> ranged() {
    return CommonSettings.ALL.stream()
        .filter(
            setting ->
                Set.of(Kind.INTEGER, Kind.SIZE, Kind.DURATION).contains(setting.kind())
                    && !setting.name().startsWith("dead-letter-file."));
  }

  @ParameterizedTest
  @MethodSource("ranged")
  void range_isThatOfTheBuilder(Setting setting) {
    assertThatCode(() -> apply(setting, setting.min())).doesNotThrowAnyException();
    assertThatCode(() -> apply(setting, setting.max())).doesNotThrowAnyException();
    assertThatIllegalArgumentException().isThrownBy(() -> apply(setting, setting.min() - 1));
    if (setting.max() < Integer.MAX_VALUE) {
      assertThatIllegalArgumentException().isThrownBy(() -> apply(setting, setting.max() + 1));
    }
  }

  @Test
  void defaultsInWords_areThoseOfTheBuilder() throws Exception {
    Map<String, String> different = new LinkedHashMap<>();
    String before =
        settingsInForce(
            builder(new SettingValues("audit", TABLE, new HostObjects(Map.of(), false)), false));
    for (Setting setting : CommonSettings.ALL) {
      String text = setting.defaultText().orElse("");
      if (text.isEmpty()
          || text.contains(" ")
          || setting == CommonSettings.JOURNAL
          || setting == CommonSettings.DEAD_LETTERS) {
        continue;
      }
      SettingValues values = new SettingValues("audit", TABLE, new HostObjects(Map.of(), false));
      values.put(setting, ValueParser.parse(setting, text));
      String after = settingsInForce(builder(values, false));
      if (!after.equals(before)) {
        different.put(setting.name(), text);
      }
      if (setting.name().startsWith("journaling.")) {
        assertThat(EngineSettings.journal(values)).isEqualTo(JournalPolicy.defaults());
      }
    }
    assertThat(different).isEmpty();
  }

  private static String settingsInForce(NonBlockingPublisherBuilder builder) {
    try (NonBlockingNotificationPublisher publisher = builder.closeOnShutdown(false).build()) {
      return publisher.toString().replaceAll("\\$\\$Lambda[^,\\]]*|@[0-9a-f]+", "");
    }
  }

  private static void apply(Setting setting, long number) {
    SettingValues values = values(setting, number);
    if (setting.name().startsWith("journaling.")) {
      assertThat(EngineSettings.journal(values)).isNotNull();
    } else {
      assertThat(builder(values, false)).isNotNull();
    }
  }

  /** With what must be raised or lowered too, where there is such. */
  private static SettingValues values(Setting setting, long number) {
    SettingValues values =
        values(
            setting, setting.kind() == Kind.DURATION ? (Object) Duration.ofMillis(number) : number);
    switch (setting.name()) {
      case "retry.initial-delay" -> values.put(FlowSettings.RETRY_MAX_DELAY, Duration.ofDays(365));
      case "retry.max-delay" -> values.put(FlowSettings.RETRY_INITIAL_DELAY, Duration.ofMillis(1));
      case "circuit-breaker.min-calls" -> values.put(FlowSettings.CIRCUIT_WINDOW, 10_000L);
      case "circuit-breaker.window" -> values.put(FlowSettings.CIRCUIT_MIN_CALLS, 1L);
      case "circuit-breaker.max-open-for" ->
          values.put(FlowSettings.CIRCUIT_OPEN_FOR, Duration.ofMillis(1));
      default -> {}
    }
    return values;
  }

  private static SettingValues values(Setting setting, Object value) {
    SettingValues values = new SettingValues("audit", TABLE, new HostObjects(Map.of(), false));
    values.put(setting, value);
    return values;
  }

  private static NonBlockingPublisherBuilder builder(SettingValues values, boolean hasJournal) {
    NonBlockingPublisherBuilder builder = NonBlockingNotificationPublisher.builder(event -> {});
    EngineSettings.apply(values, hasJournal, builder);
    return builder;
  }

  private static boolean hasKeys(String setter, String name) {
    return TABLE.containsKey(name)
        || OTHERWISE.containsKey(setter) && TABLE.keySet().containsAll(OTHERWISE.get(setter));
  }

  private static Set<String> setters(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> method.getReturnType() == type)
        .map(Method::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String kebab(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
