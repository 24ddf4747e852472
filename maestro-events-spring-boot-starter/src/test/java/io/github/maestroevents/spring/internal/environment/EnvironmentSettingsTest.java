package io.github.maestroevents.spring.internal.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

/** From the sources of an Environment to the keys of the library. */
class EnvironmentSettingsTest {

  private final StandardEnvironment environment = new StandardEnvironment();

  @Test
  void dottedKeysOfAClient_comeThroughYaml_nestedAndInBrackets() throws Exception {
    yaml(
        """
        maestro:
          events:
            destinations:
              audit:
                type: kafka
                kafka:
                  bootstrap.servers: a:1,b:2
                  compression:
                    type: zstd
                  "[linger.ms]": 5
        """);

    assertThat(settings().values())
        .containsEntry("maestro.events.destinations.audit.kafka.bootstrap.servers", "a:1,b:2")
        .containsEntry("maestro.events.destinations.audit.kafka.compression.type", "zstd")
        .containsEntry("maestro.events.destinations.audit.kafka.linger.ms", "5")
        .containsEntry("maestro.events.destinations.audit.type", "kafka")
        .hasSize(4);
  }

  @Test
  void upperCaseInAKey_isKept() throws Exception {
    yaml(
        """
        maestro.events.destinations.audit.topics.by-type.STEP_INSTANCE_STATUS_CHANGE_EVENT: steps
        """);

    assertThat(settings().values())
        .containsEntry(
            "maestro.events.destinations.audit.topics.by-type.STEP_INSTANCE_STATUS_CHANGE_EVENT",
            "steps");
  }

  @Test
  void listOfYaml_isOneValue() throws Exception {
    yaml(
        """
        maestro.events.destinations.audit.filter.workflows: [etl-*, "!etl-test"]
        """);

    assertThat(settings().values())
        .containsEntry("maestro.events.destinations.audit.filter.workflows", "etl-*,!etl-test")
        .hasSize(1);
  }

  @Test
  void origin_namesFileAndLine() throws Exception {
    yaml(
        """
        maestro:
          events:
            close-timeout: 5s
        """);

    assertThat(settings().origin("maestro.events.close-timeout"))
        .contains("application.yml")
        .contains("3:");
  }

  @Test
  void sourceThatWinsInSpring_winsHere() {
    add("low", Map.of("maestro.events.close-timeout", "1s"));
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("high", Map.of("maestro.events.closeTimeout", "2s")));
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("top", Map.of("maestro.events.close-timeout", "3s")));

    assertThat(settings().values()).containsEntry("maestro.events.close-timeout", "3s");
    assertThat(settings().origin("maestro.events.close-timeout")).contains("top");
  }

  @Test
  void placeholders_areThoseOfSpring() {
    add(
        "map",
        Map.of("brokers", "a:1", "maestro.events.destinations.a.kafka.x", "${brokers},${no:b:2}"));

    assertThat(settings().values())
        .containsEntry("maestro.events.destinations.a.kafka.x", "a:1,b:2");
  }

  @Test
  void keysOfTheStarter_areNotTheLibrarys() {
    add("map", Map.of("maestro.events.spring.application-events", "true"));

    assertThat(settings().values()).isEmpty();
    assertThat(settings().keys()).containsExactly("spring.application-events");
  }

  @Test
  void destinations_areThoseOfAllSources() {
    add("map", Map.of("maestro.events.destinations[audit-log].type", "log"));
    environment
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource(
                "systemEnvironment", Map.of("MAESTRO_EVENTS_DESTINATIONS_OTHER_TYPE", "log")));

    assertThat(settings().destinations()).containsExactly("audit-log", "other");
  }

  @Test
  void variable_standsWhereSpringHasTheEnvironment_belowTheCommandLine() {
    environment
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource(
                "systemEnvironment", Map.of("MAESTRO_EVENTS_CLOSE__TIMEOUT", "1s")));
    add("file", Map.of("maestro.events.destinations.a.close-timeout", "3s"));
    environment
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource(
                "systemEnvironment",
                Map.of("MAESTRO_EVENTS_DESTINATIONS__A__CLOSE_TIMEOUT", "1s")));
    environment
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "commandLine", Map.of("maestro.events.destinations.a.close-timeout", "2s")));

    assertThat(settings().values())
        .containsEntry("maestro.events.destinations.a.close-timeout", "2s");
  }

  @Test
  void foundValue_doesNotTellItsText() {
    assertThat(new FoundValue("hunter2", "here")).hasToString("a value of here");
  }

  private EnvironmentSettings settings() {
    return EnvironmentSettings.of(environment, getClass().getClassLoader());
  }

  private void add(String name, Map<String, Object> values) {
    environment
        .getPropertySources()
        .addLast(new MapPropertySource(name, new LinkedHashMap<>(values)));
  }

  private void yaml(String text) throws Exception {
    List<PropertySource<?>> loaded =
        new YamlPropertySourceLoader()
            .load(
                "application.yml",
                new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8), "application.yml"));
    loaded.forEach(environment.getPropertySources()::addLast);
  }
}
