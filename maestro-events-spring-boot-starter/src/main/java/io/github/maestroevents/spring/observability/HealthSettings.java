package io.github.maestroevents.spring.observability;

import io.github.maestroevents.config.ConfigurationException;
import io.github.maestroevents.config.ConfigurationMistake;
import io.github.maestroevents.delivery.health.HealthThresholds;
import io.github.maestroevents.delivery.health.HealthThresholds.Shares;
import io.github.maestroevents.delivery.health.HealthThresholds.Times;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spring.internal.keys.ObservabilityKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;

/** What stands below {@code maestro.events.health}. Read when the application starts. */
final class HealthSettings {

  private static final String NEVER = "never";

  private final Environment environment;
  private final List<ConfigurationMistake> mistakes = new ArrayList<>();

  private HealthSettings(Environment environment) {
    this.environment = environment;
  }

  /** The thresholds and the status, of what is written and the defaults. */
  record Values(HealthThresholds thresholds, FailingStatus failingStatus) {}

  /**
   * Reads them.
   *
   * @throws ConfigurationException with all that is wrong
   */
  static Values of(Environment environment) {
    HealthSettings settings = new HealthSettings(environment);
    Values values = new Values(settings.thresholds(), settings.failingStatus());
    if (!settings.mistakes.isEmpty()) {
      throw new ConfigurationException(settings.mistakes);
    }
    return values;
  }

  private HealthThresholds thresholds() {
    HealthThresholds all = HealthThresholds.defaults();
    all = times(ObservabilityKeys.CIRCUIT_OPEN, all, all.circuitOpen(), all::withCircuitOpen);
    all = times(ObservabilityKeys.OLDEST_EVENT, all, all.oldestEvent(), all::withOldestEvent);
    all = times(ObservabilityKeys.DROPS, all, all.drops(), all::withDrops);
    all = times(ObservabilityKeys.NO_TURN, all, all.noTurn(), all::withNoTurn);
    all = shares(ObservabilityKeys.JOURNAL_SHARE, all, all.journalShare(), all::withJournalShare);
    return shares(ObservabilityKeys.QUEUE_SHARE, all, all.queueShare(), all::withQueueShare);
  }

  private HealthThresholds times(
      String key,
      HealthThresholds otherwise,
      Times defaults,
      BiFunction<Duration, Duration, HealthThresholds> with) {
    Duration degraded =
        value(key + ObservabilityKeys.DEGRADED, defaults.degraded(), HealthSettings::time);
    Duration failing =
        value(key + ObservabilityKeys.FAILING, defaults.failing(), HealthSettings::time);
    return checked(key, otherwise, () -> with.apply(degraded, failing));
  }

  private HealthThresholds shares(
      String key,
      HealthThresholds otherwise,
      Shares defaults,
      BiFunction<Double, Double, HealthThresholds> with) {
    Double degraded =
        value(key + ObservabilityKeys.DEGRADED, defaults.degraded(), HealthSettings::share);
    Double failing =
        value(key + ObservabilityKeys.FAILING, defaults.failing(), HealthSettings::share);
    return checked(key, otherwise, () -> with.apply(degraded, failing));
  }

  private HealthThresholds checked(
      String key, HealthThresholds otherwise, Supplier<HealthThresholds> thresholds) {
    try {
      return thresholds.get();
    } catch (IllegalArgumentException e) {
      add(key + ObservabilityKeys.DEGRADED, String.valueOf(e.getMessage()), "change one of them");
      return otherwise;
    }
  }

  private FailingStatus failingStatus() {
    return value(
        ObservabilityKeys.FAILING_STATUS,
        FailingStatus.DOWN,
        text -> FailingStatus.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_')));
  }

  private <T> T value(String key, T otherwise, Function<String, T> parser) {
    String text = environment.getProperty(ObservabilityKeys.PREFIX + "." + key);
    if (text == null || text.isBlank()) {
      return otherwise;
    }
    try {
      return parser.apply(text.trim());
    } catch (IllegalArgumentException e) {
      add(key, LogText.quoted(text) + " is no value for this setting", remedy(key));
      return otherwise;
    }
  }

  private static String remedy(String key) {
    if (key.equals(ObservabilityKeys.FAILING_STATUS)) {
      return Arrays.stream(FailingStatus.values())
          .map(FailingStatus::written)
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    boolean isTime = ObservabilityKeys.TIMES.stream().anyMatch(key::startsWith);
    return (isTime ? "a time such as 30s or 5m" : "a share such as 0.75") + ", or never";
  }

  private void add(String key, String problem, String remedy) {
    mistakes.add(
        new ConfigurationMistake(
            ObservabilityKeys.PREFIX + "." + key, "the environment of Spring", problem, remedy));
  }

  private static Duration time(String text) {
    return text.equals(NEVER) ? HealthThresholds.NEVER : DurationStyle.detectAndParse(text);
  }

  private static Double share(String text) {
    return text.equals(NEVER) ? HealthThresholds.NO_SHARE : Double.parseDouble(text);
  }
}
