package io.github.maestroevents.netflix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.config.ConfigurationException;
import io.github.maestroevents.config.ConfigurationMistake;
import io.github.maestroevents.config.MaestroEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

/** Keys as they stand in the server's configuration. */
class ServerSettingsTest {

  @Test
  void yaml_keepsTheDotsOfAClientsNames_nestedOrInBrackets() {
    ServerSettings settings =
        of(
            yaml(
                """
                maestro:
                  notifier.type: maestro-events
                  events:
                    destinations:
                      audit:
                        kafka:
                          bootstrap.servers: "kafka:9092"
                          linger:
                            ms: 5
                          "[compression.type]": zstd
                """));

    assertThat(settings.values())
        .containsExactly(
            Map.entry("maestro.events.destinations.audit.kafka.bootstrap.servers", "kafka:9092"),
            Map.entry("maestro.events.destinations.audit.kafka.linger.ms", "5"),
            Map.entry("maestro.events.destinations.audit.kafka.compression.type", "zstd"));
  }

  @Test
  void list_becomesTextsWithCommasBetweenThem_inTheirOrder() {
    StringBuilder yaml = new StringBuilder("maestro.events.destinations.audit.filter.workflows:\n");
    for (int i = 0; i < 12; i++) {
      yaml.append("  - wf").append(i).append('\n');
    }

    assertThat(of(yaml(yaml.toString())).values())
        .containsExactly(
            Map.entry(
                "maestro.events.destinations.audit.filter.workflows",
                "wf0,wf1,wf2,wf3,wf4,wf5,wf6,wf7,wf8,wf9,wf10,wf11"));
  }

  @Test
  void placeholderThatSpringCannotReplace_isAMistake_withoutItsWords() {
    ServerSettings settings =
        of(
            new MapPropertySource("commandLineArgs", Map.of("maestro.events.journal", "none")),
            new MapPropertySource(
                "file",
                Map.of(
                    "maestro.events.journal", "${not.there}",
                    "maestro.events.destinations.a.type", "hunter2 ${not.there}",
                    "maestro.events.destinations.a.topic", "hunter2 ${circle}",
                    "maestro.events.destinations.b.topic", "${not.there}",
                    "circle", "${circle}")));

    assertThatThrownBy(
            () ->
                settings.requireResolved(
                    MaestroEvents.builder(),
                    Map.of("MAESTRO_EVENTS_DESTINATIONS__B__TOPIC", "heard")))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            e ->
                assertThat(e.mistakes())
                    .filteredOn(mistake -> mistake.problem().contains("a placeholder"))
                    .extracting(ConfigurationMistake::key)
                    .containsExactlyInAnyOrder(
                        "maestro.events.destinations.a.type",
                        "maestro.events.destinations.a.topic"))
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void strongerSource_wins_alsoOverAList() {
    ServerSettings settings =
        of(
            new MapPropertySource("commandLineArgs", Map.of("maestro.events.a", "one")),
            yaml("maestro.events.a: [two, three]\nmaestro.events.b: four"));

    assertThat(settings.get("maestro.events.a")).isEqualTo("one");
    assertThat(settings.get("maestro.events.b")).isEqualTo("four");
  }

  @Test
  void origin_saysTheFileAndTheLine_orTheSource() {
    ServerSettings settings =
        of(
            new MapPropertySource("commandLineArgs", Map.of("maestro.events.a", "one")),
            yaml("maestro:\n  events:\n    b: four\n    c: [5]\n"));

    assertThat(settings.origin("maestro.events.a")).contains("commandLineArgs");
    assertThat(settings.origin("maestro.events.b")).contains("3:");
    assertThat(settings.origin("maestro.events.c")).contains("4:");
    assertThat(settings.origin("maestro.events.none")).isEqualTo("the server's configuration");
  }

  @Test
  void placeholders_areFilled() {
    ServerSettings settings =
        of(
            yaml(
                """
                host: kafka
                maestro.events.a: ${host}:9092
                """));

    assertThat(settings.get("maestro.events.a")).isEqualTo("kafka:9092");
  }

  @Test
  void variablesOfTheEnvironment_areLeftToTheLibrary() {
    assertThat(
            of(new SystemEnvironmentPropertySource(
                    "systemEnvironment", Map.of("maestro.events.a", "one")))
                .values())
        .isEmpty();
  }

  @Test
  void otherKeysOfMaestro_areNotOurs() {
    assertThat(of(yaml("maestro.cluster.name: test\nmaestro.eventstore.a: b")).values()).isEmpty();
  }

  private static ServerSettings of(PropertySource<?>... strongestFirst) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().forEach(source -> {});
    environment.getPropertySources().remove("systemEnvironment");
    environment.getPropertySources().remove("systemProperties");
    for (PropertySource<?> source : strongestFirst) {
      environment.getPropertySources().addLast(source);
    }
    return ServerSettings.of(environment);
  }

  private static PropertySource<?> yaml(String text) {
    try {
      return new YamlPropertySourceLoader()
          .load("yaml", new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)))
          .get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
