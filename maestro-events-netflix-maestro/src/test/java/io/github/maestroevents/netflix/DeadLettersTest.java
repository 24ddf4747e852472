package io.github.maestroevents.netflix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.netflix.maestro.engine.publisher.MaestroNotificationPublisher;
import com.netflix.maestro.models.events.MaestroEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * Where an event goes that nobody will ever take: to the place that the operator has named, with
 * its body. Maestro deletes its row when {@code send} returns.
 */
class DeadLettersTest {

  private final ApplicationContextRunner server =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(NetflixMaestroAutoConfiguration.class))
          .withPropertyValues(
              "maestro.notifier.type=maestro-events", "maestro.events.destinations.audit.type=log");

  @TempDir Path directory;

  @Test
  void eventThatADestinationRejects_isInTheFileWithItsBody_withoutAJournal() throws IOException {
    server
        .withBean("maestro", ObjectMapper.class, () -> Golden.MAPPER)
        .withPropertyValues(
            "maestro.events.journal=none",
            "maestro.events.destinations.audit.max-event-bytes=1KiB",
            "maestro.events.destinations.audit.dead-letters=file:" + letters("audit"))
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              context.getBean(MaestroNotificationPublisher.class).send(large());
            });

    JsonNode letter = onlyLetter("audit");
    assertThat(letter.get("reason").asText()).isEqualTo("TOO_LARGE");
    assertThat(letter.get("destination").asText()).isEqualTo("audit");
    assertThat(letter.get("event_text").asText()).isEqualTo(json(large()));
  }

  @Test
  void eventThatOneOfTwoDestinationsRejects_isInItsFileAlone() throws IOException {
    server
        .withBean("maestro", ObjectMapper.class, () -> Golden.MAPPER)
        .withPropertyValues(
            "maestro.events.journal=none",
            "maestro.events.defaults.dead-letters=file:" + directory,
            "maestro.events.destinations.alerts.type=log",
            "maestro.events.destinations.audit.max-event-bytes=1KiB")
        .run(context -> context.getBean(MaestroNotificationPublisher.class).send(large()));

    assertThat(onlyLetter("audit").get("event_text").asText()).isEqualTo(json(large()));
    assertThat(letters("alerts")).isEmptyFile();
  }

  @Test
  void eventThatMaestroCannotWrite_isInTheFileOfEveryDestination() throws IOException {
    server
        .withBean(
            "maestro", ObjectMapper.class, () -> new FailingMapper(new IllegalStateException("x")))
        .withPropertyValues(
            "maestro.events.journal=none",
            "maestro.events.defaults.dead-letters=file:" + directory,
            "maestro.events.destinations.alerts.type=log")
        .run(context -> context.getBean(MaestroNotificationPublisher.class).send(Golden.step()));

    for (String destination : List.of("audit", "alerts")) {
      JsonNode letter = onlyLetter(destination);
      assertThat(letter.get("reason").asText()).isEqualTo("NOT_ENCODABLE");
      assertThat(letter.get("destination").asText()).isEqualTo(destination);
      assertThat(letter.get("event").get("workflow_id").asText()).isEqualTo("sample-wf");
    }
  }

  @Test
  void destinationForDeadLetters_hasWhatAnotherRejects_withoutAJournal() {
    try (Logs logs = new Logs()) {
      server
          .withBean("maestro", ObjectMapper.class, () -> Golden.MAPPER)
          .withPropertyValues(
              "maestro.events.journal=none",
              "maestro.events.destinations.audit.max-event-bytes=1KiB",
              "maestro.events.destinations.audit.dead-letters=destination:graves",
              "maestro.events.destinations.graves.type=log")
          .run(context -> context.getBean(MaestroNotificationPublisher.class).send(large()));

      assertThat(logs.lines())
          .noneSatisfy(line -> assertThat(line).contains("given up"))
          .anySatisfy(line -> assertThat(line).contains("STEP_INSTANCE_STATUS_CHANGE_EVENT"));
    }
  }

  private static MaestroEvent large() {
    return Golden.event(json(Golden.step()).replace("sample-wf", "sample-wf-" + "x".repeat(1_000)));
  }

  private static String json(MaestroEvent event) {
    try {
      return Golden.MAPPER.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private JsonNode onlyLetter(String destination) throws IOException {
    try (Stream<String> lines = Files.lines(letters(destination))) {
      List<String> all = lines.toList();
      assertThat(all).hasSize(1);
      return Golden.MAPPER.readTree(all.get(0));
    }
  }

  private Path letters(String destination) {
    return directory.resolve(destination + ".jsonl");
  }
}
