package io.github.maestroevents.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.cli.console.ExitCodes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that is known of one event. */
class ExplainTest {

  private static final String LETTER =
      "{\"id\":\"%s\",\"type\":\"TYPE_1\",\"workflow_id\":\"odd\",\"ordering_key\":\"key-2\","
          + "\"destination\":\"kafka\",\"reason\":\"RETRIES_EXHAUSTED\",\"cause\":\"no route\","
          + "\"attempts\":12,\"first_attempt\":\"2026-11-25T12:01:00Z\","
          + "\"time\":\"2026-11-25T13:00:00Z\",\"attributes\":{\"specversion\":\"1.0\"},"
          + "\"event\":{\"secret\":1}}\n";

  @TempDir Path temporary;

  private TestJournal journal;

  @BeforeEach
  void writeAJournal() {
    RecordingReplay.reset();
    journal = TestJournal.with(temporary.resolve("journal"), 30);
  }

  @Test
  void event_thatWaits_isInTheJournal_behindOthers() {
    CliRun run = explain(TestJournal.id(12));

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.lines())
        .contains(
            "  accepted      2026-11-25T12:00:12Z, 2 h 13 min ago",
            "  before it     11 events, 2 of its ordering key",
            "  ordering key  key-2",
            "  in the journal, waiting to be delivered")
        .anyMatch(line -> line.startsWith("  written       under sequence 12"));
    assertThat(run.out()).doesNotContain("secret");
  }

  @Test
  void event_inQuarantine_tellsWhy() throws Exception {
    journal.execute("UPDATE event SET payload = x'00' WHERE sequence = 4");
    assertThat(journal.read()).hasSize(29);

    CliRun run = explain(TestJournal.id(4));

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("not in it").contains("CRC32C").contains("in quarantine");
  }

  @Test
  void event_thatWasGivenUp_tellsItsAttemptsAndAnswer_andThatItWasSentAgain() throws Exception {
    String id = TestJournal.id(77);
    Path file = Files.writeString(temporary.resolve("dead.jsonl"), LETTER.formatted(id));

    CliRun before = CliRun.of("explain", id, "--dead-letters", file.toString());
    assertThat(before.exit()).as(before.err()).isZero();
    assertThat(before.lines())
        .contains(
            "  tried         12 times, first 2026-11-25T12:01:00Z, 2 h 13 min ago",
            "  answered      no route",
            "  given up      2026-11-25T13:00:00Z, 1 h 14 min ago: RETRIES_EXHAUSTED",
            "  in a file of dead letters");
    CliRun resent =
        CliRun.of(
            "dead-letters",
            "resend",
            file.toString(),
            "--publisher",
            RecordingReplay.class.getName());
    assertThat(resent.exit()).as(resent.err()).isZero();

    CliRun after = explain(id, "--dead-letters", file.toString());
    assertThat(after.lines())
        .contains("  at its destination, sent again 2026-11-25T14:14:01Z")
        .contains("  not in it");
    assertThat(after.out()).doesNotContain("secret");
  }

  @Test
  void files_mayStandBeforeAndBehindTheId() throws Exception {
    String id = TestJournal.id(77);
    String empty = Files.createFile(temporary.resolve("dead.jsonl.1")).toString();
    String file =
        Files.writeString(temporary.resolve("dead.jsonl"), LETTER.formatted(id)).toString();

    for (CliRun run :
        List.of(
            CliRun.of("explain", "--dead-letters", file, id),
            CliRun.of("explain", id, "--dead-letters", empty, file),
            CliRun.of("explain", "--dead-letters", empty, "--dead-letters", file, id))) {
      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(run.out()).contains("12 times");
    }
  }

  @Test
  void event_thatIsNowhere_isNotFound_andTheReasonsAreTold() {
    CliRun run = explain(TestJournal.id(31));

    assertThat(run.exit()).isEqualTo(ExitCodes.INCOMPLETE);
    assertThat(run.out()).contains("nowhere here: delivered and forgotten");
  }

  @Test
  void explain_wantsToKnowWhereToLook() {
    assertThat(CliRun.of("journal", "explain", TestJournal.id(1)).exit())
        .isEqualTo(ExitCodes.USAGE);
  }

  private CliRun explain(String... words) {
    return Words.of(journal, "explain", words).run();
  }
}
