package io.github.maestroevents.noop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.provider.PublisherProvider;
import io.github.maestroevents.spi.provider.Setting;
import io.github.maestroevents.testkit.WrittenSettings;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

class LogPublisherProviderTest {

  private final PublisherProvider provider = new LogPublisherProvider();
  private final WrittenSettings nothing = WrittenSettings.of(provider.settings());

  @Test
  void provider_isFoundByServiceLoader_asLog() {
    assertThat(ServiceLoader.load(PublisherProvider.class))
        .singleElement()
        .isInstanceOf(LogPublisherProvider.class)
        .returns("log", PublisherProvider::type);
  }

  @Test
  void publisher_needsNoSetting() {
    assertThat(provider.mistakes(nothing)).isEmpty();
    assertThat(provider.create(nothing).toString())
        .isEqualTo(NoOpNotificationPublisher.create().toString());
  }

  @Test
  void everySetting_reachesThePublisher() {
    assertThat(provider.settings()).extracting(Setting::name).containsExactly("logger", "level");
    assertThat(provider.create(nothing.with("logger", "audit").with("level", "warn")).toString())
        .isEqualTo("NoOpNotificationPublisher[loggerName=audit, level=WARN]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"trace", "debug", "info", "warn", "error"})
  void level_isAnyOfSlf4j(String level) {
    assertThat(provider.settings().get(1).words()).contains(level).hasSize(Level.values().length);
    assertThat(provider.create(nothing.with("level", level)).toString())
        .containsIgnoringCase("level=" + level);
  }

  @Test
  void logger_mustNotBeBlank() {
    assertThat(provider.mistakes(nothing.with("logger", " ")))
        .containsExactly(Map.entry("logger", "must not be blank"));
  }

  @Test
  void target_isTheLoggerAndTheLevel() {
    EncodedEvent event =
        new EncodedEvent(
            new EventId("1"),
            "X",
            EventLevel.INFO,
            "",
            EncodedEvent.JSON_CONTENT_TYPE,
            new byte[0],
            Map.of());

    assertThat(provider.target(nothing.with("logger", "audit"), event))
        .contains("logger audit at info");
  }
}
