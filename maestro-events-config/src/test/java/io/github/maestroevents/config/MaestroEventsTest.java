package io.github.maestroevents.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.config.fixture.Memory;
import io.github.maestroevents.delivery.monitor.FlushResult;
import io.github.maestroevents.testkit.TestEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three short ways to open a configuration, and what comes of it. */
class MaestroEventsTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @AfterEach
  void forget() {
    Memory.forget();
  }

  @Test
  void map_opensADestination_thatGetsEvents() {
    try (ConfiguredPublisher publisher =
        MaestroEvents.open(Map.of("maestro.events.destinations.audit.type", "memory"))) {
      publisher.send(TestEvents.event());

      assertThat(publisher.flush(LONG)).isEqualTo(FlushResult.DELIVERED);
      assertThat(publisher.name()).isEqualTo("audit");
      assertThat(publisher.destinations()).containsOnlyKeys("audit");
    }
    assertThat(Memory.PUBLISHERS.get("audit").events).hasSize(1);
    assertThat(Memory.CLOSED).containsExactly("publisher audit");
  }

  @Test
  void properties_openADestination_withTheirDefaults() {
    Properties defaults = new Properties();
    defaults.setProperty("maestro.events.destinations.audit.type", "memory");
    Properties properties = new Properties(defaults);
    properties.setProperty("maestro.events.destinations.audit.title", "left");
    properties.setProperty("another.program", "whatever");

    try (ConfiguredPublisher publisher = MaestroEvents.open(properties)) {
      assertThat(publisher.description()).contains("audit: memory", "left");
    }
  }

  @Test
  void file_opensSeveralDestinations_whichAllGetAnEvent(@TempDir Path directory) throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("events.properties"),
            """
            # two destinations
            maestro.events.destinations.audit.type = memory
            maestro.events.destinations.archive.type: memory
            maestro.events.destinations.archive.required=false
            """);
    try (ConfiguredPublisher publisher = MaestroEvents.open(file)) {
      publisher.send(TestEvents.event());

      assertThat(publisher.flush(LONG)).isEqualTo(FlushResult.DELIVERED);
      assertThat(publisher.statsByDestination()).containsOnlyKeys("audit", "archive");
    }
    assertThat(Memory.PUBLISHERS.get("audit").events).hasSize(1);
    assertThat(Memory.PUBLISHERS.get("archive").events).hasSize(1);
  }

  @Test
  void mistakes_areThrownAllAtOnce_eachWithItsOrigin(@TempDir Path directory) throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("events.properties"),
            """
            maestro.events.destinations.audit.type=memory
            maestro.events.destinations.audit.retry.max-delai=5s
            maestro.events.destinations.other.type=kafak
            maestro.events.destinations.audit.retry.max-age=400d
            """);
    assertThatThrownBy(() -> MaestroEvents.open(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            """
            The configuration has 3 mistakes:
              maestro.events.destinations.audit.retry.max-delai (events.properties:2): no such setting of type memory; did you mean retry.max-delay?
              maestro.events.destinations.other.type (events.properties:3): no provider for this type (5 characters) on the class path; did you mean kafka?
              maestro.events.destinations.audit.retry.max-age (events.properties:4): must be from 1ms to 365d, but is 400d""");
    assertThat(Memory.CREATED).isEmpty();
  }
}
