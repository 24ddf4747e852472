package io.github.maestroevents.noop;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.provider.ProviderSettings;
import io.github.maestroevents.spi.provider.PublisherProvider;
import io.github.maestroevents.spi.provider.Setting;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.event.Level;

/**
 * The type {@code log} of a configuration: a {@link NoOpNotificationPublisher}. Found by {@link
 * java.util.ServiceLoader}; safe for use from many threads, and nothing blocks.
 */
public final class LogPublisherProvider implements PublisherProvider {

  private static final Setting LOGGER =
      Setting.text("logger", "The name of the logger that gets a line for each event.")
          .shown()
          .withDefault(NoOpNotificationPublisher.DEFAULT_LOGGER_NAME);

  private static final Setting LEVEL =
      Setting.choice(
              "level",
              "The level of that line; the body of an event is always logged at debug.",
              Arrays.stream(Level.values()).map(LogPublisherProvider::word).toList())
          .withDefault(word(NoOpNotificationPublisher.DEFAULT_LEVEL));

  private static final List<Setting> SETTINGS = List.of(LOGGER, LEVEL);

  /** For {@link java.util.ServiceLoader}. */
  public LogPublisherProvider() {}

  /** {@code log}. */
  @Override
  public String type() {
    return "log";
  }

  @Override
  public List<Setting> settings() {
    return SETTINGS;
  }

  @Override
  public Map<String, String> mistakes(ProviderSettings settings) {
    Map<String, String> mistakes = new LinkedHashMap<>();
    settings
        .text(LOGGER)
        .filter(String::isBlank)
        .ifPresent(blank -> mistakes.put(LOGGER.name(), "must not be blank"));
    return mistakes;
  }

  /** The logger and the level. */
  @Override
  public Optional<String> target(ProviderSettings settings, EncodedEvent event) {
    return Optional.of(
        "logger "
            + settings.text(LOGGER).orElse(NoOpNotificationPublisher.DEFAULT_LOGGER_NAME)
            + " at "
            + settings.text(LEVEL).orElse(word(NoOpNotificationPublisher.DEFAULT_LEVEL)));
  }

  /** Opens nothing. */
  @Override
  public MaestroNotificationPublisher create(ProviderSettings settings) {
    NoOpNotificationPublisher.Builder builder = NoOpNotificationPublisher.builder();
    settings.text(LOGGER).ifPresent(builder::loggerName);
    settings
        .text(LEVEL)
        .ifPresent(level -> builder.level(Level.valueOf(level.toUpperCase(Locale.ROOT))));
    return builder.build();
  }

  private static String word(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }
}
