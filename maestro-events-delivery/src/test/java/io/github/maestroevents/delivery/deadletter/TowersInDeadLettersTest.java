package io.github.maestroevents.delivery.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.event.WorkflowInstanceStatusChangeEvent;
import io.github.maestroevents.json.MaestroEventJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Marks without end on one letter reach over the lines around; escaped, the payload stays whole.
 */
class TowersInDeadLettersTest {

  /** Longer than a tower may be, where marks stand as they are. */
  private static final String TOWER = "\u0300".repeat(9);

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {20, 300_000}) // written at once, and piece by piece
  void eventOfOurs_isTextThen_andWhole(int marks) throws IOException {
    MaestroEvent event =
        WorkflowInstanceStatusChangeEvent.builder()
            .workflowId("w")
            .clusterName("a" + "\u0300".repeat(marks) + "\ud83d\ude00")
            .eventTime(1)
            .build();

    String line = lineOf(event, "");

    assertThat(line).doesNotContain(TOWER).doesNotContain("\"\u0300");
    assertThat(json(line).get("event_text").asText())
        .isEqualTo(new String(MaestroEventJson.write(event), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 300_000})
  void eventOfOurs_staysAsItIs_whereEachLetterHasItsFewMarks(int letters) throws IOException {
    MaestroEvent event =
        WorkflowInstanceStatusChangeEvent.builder()
            .workflowId("w")
            .clusterName("e\u0301".repeat(letters))
            .eventTime(1)
            .build();

    assertThat(lineOf(event, ""))
        .contains("\"event\":" + new String(MaestroEventJson.write(event), StandardCharsets.UTF_8));
  }

  @Test
  void textOfAnother_andEachName_areEscapedAndWhole() throws IOException {
    String tower = "\u0300".repeat(20_000);
    MaestroEvent event = OpaqueMaestroEvent.builder(tower, "t" + tower).workflowId(tower).build();

    String line = lineOf(event, tower);

    assertThat(line).doesNotContain(TOWER).doesNotContain("\"\u0300");
    assertThat(json(line).get("event_text").asText()).isEqualTo(tower);
    assertThat(json(line).get("attributes").get("a").asText()).isEqualTo(tower);
  }

  private String lineOf(MaestroEvent event, String name) throws IOException {
    Path file = directory.resolve("dead.jsonl");
    try (DeadLetterHandler handler = DeadLetterHandler.toFile(file)) {
      handler.handle(
          new DeadLetter(
              "kafka",
              event,
              EventId.of(event),
              name,
              Map.of("a", name),
              DeadLetter.Reason.TOO_LARGE,
              new IOException("cause " + name),
              0,
              null,
              Instant.EPOCH));
    }
    return Files.readString(file);
  }

  private static JsonNode json(String line) throws IOException {
    return new ObjectMapper().readTree(line);
  }
}
