package io.github.maestroevents.delivery;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.deadletter.JsonLinesDeadLetterFile;
import io.github.maestroevents.delivery.internal.engine.FakeBatchPublisher;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.json.MaestroEventJson;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterHandlersTest {

  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path directory;

  @Test
  void file_holdsIdentityHistoryAndTheEvent_onOneLineEach() throws IOException {
    Path file = directory.resolve("dead.jsonl");
    MaestroEvent event = event("a \"quoted\"\n", 1);
    try (DeadLetterHandler handler = DeadLetterHandler.toFile(file)) {
      handler.handle(letter(event, "line\nbreak \\ \u0001"));
      handler.handle(letter(event("b", 2), "plain"));
    }
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2);
    JsonNode line = new ObjectMapper().readTree(lines.get(0));
    assertThat(line.get("id").asText()).isEqualTo(EventId.of(event).value());
    assertThat(line.get("reason").asText()).isEqualTo("REJECTED");
    assertThat(line.get("cause").asText()).endsWith("line\\u000abreak \\ \\u0001");
    assertThat(line.get("attempts").asInt()).isEqualTo(3);
    assertThat(line.get("first_attempt").asText()).isEqualTo(TIME.toString());
    assertThat(MaestroEventJson.read(line.get("event").toString().getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(event);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void file_isRotated_andTheOldestDeleted() throws IOException {
    Path file = directory.resolve("dead.jsonl");
    try (JsonLinesDeadLetterFile handler = JsonLinesDeadLetterFile.at(file, 1024, 3)) {
      for (int i = 0; i < 40; i++) {
        handler.handle(letter(event("run", i), "cause"));
      }
    }
    try (var files = Files.list(directory)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("dead.jsonl", "dead.jsonl.1", "dead.jsonl.2");
    }
    for (String name : List.of("dead.jsonl", "dead.jsonl.1", "dead.jsonl.2")) {
      Path path = directory.resolve(name);
      assertThat(Files.size(path)).isBetween(1L, 1024L);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rw-------");
    }
    assertThat(lastLine(file)).contains("run/39");
    assertThat(lastLine(directory.resolve("dead.jsonl.1"))).isNotEqualTo(lastLine(file));
  }

  @Test
  void file_goesOn_whenTheWritingThreadIsInterrupted() throws IOException {
    Path file = directory.resolve("dead.jsonl");
    try (DeadLetterHandler handler = DeadLetterHandler.toFile(file)) {
      Thread.currentThread().interrupt();
      handler.handle(letter(event("a", 1), "cause"));
      assertThat(Thread.interrupted()).isTrue();
      handler.handle(letter(event("a", 2), "cause"));
    }
    assertThat(Files.readAllLines(file)).hasSize(2);
  }

  @Test
  void opaqueJson_forgesNothing() throws IOException {
    Path file = directory.resolve("dead.jsonl");
    MaestroEvent forged =
        io.github.maestroevents.event.OpaqueMaestroEvent.builder(
                "{},\"reason\":\"CLOSED\",\"x\":{}".getBytes(StandardCharsets.UTF_8), "T")
            .id(EventId.of(event("a", 1)))
            .build();
    try (DeadLetterHandler handler = DeadLetterHandler.toFile(file)) {
      handler.handle(letter(forged, "cause"));
    }
    JsonNode line = new ObjectMapper().readTree(Files.readAllLines(file).get(0));
    assertThat(line.get("reason").asText()).isEqualTo("REJECTED");
    assertThat(line.get("event_text").asText()).startsWith("{},");
  }

  @Test
  void file_isContinued_afterARestart() throws IOException {
    Path file = directory.resolve("dead.jsonl");
    for (int i = 0; i < 2; i++) {
      try (DeadLetterHandler handler = DeadLetterHandler.toFile(file)) {
        handler.handle(letter(event("run", i), "cause"));
      }
    }
    assertThat(Files.readAllLines(file)).hasSize(2);
  }

  @Test
  void file_thatCannotBeOpened_isNamed() {
    Path file = directory.resolve("missing/dead.jsonl");
    assertThatThrownBy(() -> DeadLetterHandler.toFile(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void publisher_getsTheEvent_withItsHistoryAsAttributes() {
    FakeBatchPublisher main =
        new FakeBatchPublisher()
            .thenAll(DeliveryOutcome.rejected(new IOException("no\u0007 thanks")));
    FakeBatchPublisher dlq = new FakeBatchPublisher();
    NonBlockingNotificationPublisher publisher =
        NonBlockingNotificationPublisher.builder(main).name("main").deadLettersTo(dlq).build();
    publisher.send(event("a", 1));
    publisher.close();
    Map<String, String> attributes = dlq.batches.get(0).get(0).attributes();
    assertThat(attributes)
        .containsEntry("dlqdestination", "main")
        .containsEntry("dlqreason", "REJECTED")
        .containsEntry("dlqattempts", "1")
        .containsKeys("dlqfirsttime", "dlqlasttime", "id", "source", "subject");
    assertThat(attributes.get("dlqcause")).contains("thanks").doesNotContain("\u0007");
    assertThat(dlq.batches.get(0).get(0).payload()).isEqualTo(main.batches.get(0).get(0).payload());
    assertThat(dlq.closed).isEqualTo(1);
  }

  private static DeadLetter letter(MaestroEvent event, String cause) {
    return new DeadLetter(
        "kafka",
        event,
        EventId.of(event),
        "key",
        Map.of(),
        DeadLetter.Reason.REJECTED,
        new IOException(cause),
        3,
        TIME,
        TIME.plusSeconds(5));
  }

  private static String lastLine(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    return lines.get(lines.size() - 1);
  }
}
