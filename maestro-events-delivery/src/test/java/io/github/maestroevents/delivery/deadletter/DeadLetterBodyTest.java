package io.github.maestroevents.delivery.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.Tag;
import io.github.maestroevents.event.WorkflowInstanceStatusChangeEvent;
import io.github.maestroevents.json.MaestroEventJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Letters of events that are too large for memory, or that cannot be written. */
class DeadLetterBodyTest {

  @TempDir Path directory;

  public static final class Hostile {
    public String getValue() {
      throw new AssertionError("no value");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\u0001", "\"", "\u20ac", "\ud83d\ude00", "\ud83d"})
  void largeEvent_standsAsItIs_ifNothingInItHides(String character) throws IOException {
    MaestroEvent event = ofCluster(character.repeat(300_000));

    byte[] line = lineOf(event);

    assertThat(new String(line, StandardCharsets.UTF_8))
        .contains("\"event\":" + new String(MaestroEventJson.write(event), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u202e", "a\u00ad", "\udb40\udc41"})
  void largeEvent_standsAsText_ifSomethingInItHides(String character) throws IOException {
    MaestroEvent event = ofCluster(character.repeat(300_000));

    byte[] line = lineOf(event);

    assertThat(new String(line, StandardCharsets.UTF_8)).doesNotContain(character);
    assertThat(json(line).get("event_text").asText())
        .isEqualTo(new String(MaestroEventJson.write(event), StandardCharsets.UTF_8));
  }

  @Test
  void eventThatCannotBeWritten_leavesALine_whateverItThrows() throws IOException {
    Tag tag = Tag.builder().name("t").attribute("a", new Hostile()).build();
    MaestroEvent event =
        WorkflowInstanceStatusChangeEvent.builder().workflowId("w").tags(List.of(tag)).build();

    JsonNode line = json(lineOf(event));

    assertThat(line.get("id").asText()).isEqualTo(EventId.of(event).value());
    assertThat(line.get("reason").asText()).isEqualTo("TOO_LARGE");
    assertThat(line.has("event")).isFalse();
    assertThat(line.get("event_left_out").asText()).isNotEmpty();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a shell")
  void eventThatIsLargerThanMemory_endsNoHost_andIsWritten()
      throws IOException, InterruptedException {
    Path file = directory.resolve("dead.jsonl");
    ChildJvm.run(
        "JAVA_TOOL_OPTIONS='-Xmx48m -XX:+ExitOnOutOfMemoryError'; export JAVA_TOOL_OPTIONS;",
        GivesUpALargeEvent.class,
        file.toString());
    assertThat(Files.size(file)).isGreaterThan(6 * GivesUpALargeEvent.CHARACTERS);
  }

  static final class GivesUpALargeEvent {
    static final int CHARACTERS = 6_000_000;

    public static void main(String[] arguments) {
      try (DeadLetterHandler handler = DeadLetterHandler.toFile(Path.of(arguments[0]))) {
        handler.handle(letterOf(ofCluster("\u0001".repeat(CHARACTERS))));
      }
    }
  }

  private byte[] lineOf(MaestroEvent event) throws IOException {
    Path file = directory.resolve("dead.jsonl");
    try (DeadLetterHandler handler = DeadLetterHandler.toFile(file)) {
      handler.handle(letterOf(event));
    }
    return Files.readAllBytes(file);
  }

  private static JsonNode json(byte[] line) throws IOException {
    return new ObjectMapper().readTree(line);
  }

  private static MaestroEvent ofCluster(String cluster) {
    return WorkflowInstanceStatusChangeEvent.builder()
        .workflowId("w")
        .clusterName(cluster)
        .eventTime(1)
        .build();
  }

  private static DeadLetter letterOf(MaestroEvent event) {
    return new DeadLetter(
        "kafka",
        event,
        EventId.of(event),
        "",
        Map.of(),
        DeadLetter.Reason.TOO_LARGE,
        new IOException("cause"),
        0,
        null,
        Instant.EPOCH);
  }
}
