package io.github.maestroevents.journal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.event.OrderingKey;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.spi.EncodedEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line on a journal in a SQLite file. */
class JournalCliTest {

  private static final Instant TIME = Instant.parse("2026-11-25T12:00:00Z");
  private static final int EVENTS = 30;

  @TempDir Path temporary;

  private String directory;

  @BeforeEach
  void writeAJournal() {
    RecordingReplay.reset();
    directory = temporary.resolve("journal").toString();
    try (EventJournal journal = open()) {
      journal.append(LongStream.rangeClosed(1, EVENTS).mapToObj(JournalCliTest::entry).toList());
    }
  }

  @Test
  void status_tellsCountSizeAndAge() {
    CliRun run = CliRun.of("status", "--directory", directory);

    assertThat(run.exit()).isZero();
    assertThat(run.lines())
        .contains("events          30", "quarantined     0")
        .anyMatch(line -> line.startsWith("oldest          2026-11-25T12:00:01Z, "))
        .anyMatch(line -> line.startsWith("payload bytes   "))
        .contains("in use by       nobody that is known");
  }

  @Test
  void looking_isSafeBesideALivingHost_andChangingIsRefused() {
    try (EventJournal host = open()) {
      String pid = "process " + ProcessHandle.current().pid();
      assertThat(CliRun.of("status", "--directory", directory).out()).contains(pid);
      assertThat(CliRun.of("list", "--directory", directory).lines()).hasSize(EVENTS);
      assertThat(CliRun.of("export", "--directory", directory).lines()).hasSize(EVENTS);
      assertThat(CliRun.of("quarantine", "--directory", directory).exit()).isZero();
      host.append(List.of(entry(EVENTS + 1)));

      for (CliRun refused :
          List.of(
              CliRun.of("purge", "--directory", directory, "--all", "--yes"),
              CliRun.of("replay", "--directory", directory, "--to-log"),
              CliRun.of("quarantine", "--directory", directory, "--purge", "--yes"))) {
        assertThat(refused.exit()).isEqualTo(ExitCodes.REFUSED);
        assertThat(refused.err()).contains("in use by");
      }
      assertThat(host.stats().events()).isEqualTo(EVENTS + 1);
    }
  }

  @Test
  void list_selectsByTimeWorkflowAndType_withoutPayloads() {
    assertThat(CliRun.of("list", "--directory", directory, "--workflow", "odd").lines())
        .hasSize(15)
        .allMatch(line -> line.contains("workflow=odd") && !line.contains("secret"));
    assertThat(CliRun.of("list", "--directory", directory, "--type", "TYPE_0").lines()).hasSize(10);
    assertThat(
            CliRun.of(
                    "list",
                    "--directory",
                    directory,
                    "--since",
                    "2026-11-25T12:00:10Z",
                    "--until",
                    "2026-11-25T12:00:20Z")
                .lines())
        .hasSize(10)
        .first()
        .asString()
        .startsWith("10 2026-11-25T12:00:10Z");
    CliRun limited = CliRun.of("list", "--directory", directory, "--limit", "7");
    assertThat(limited.lines()).hasSize(7);
    assertThat(limited.err()).contains("7 of 30");
  }

  @Test
  void export_writesAllOfAnEvent() throws Exception {
    Path file = temporary.resolve("events.jsonl");
    CliRun run =
        CliRun.of(
            "export", "--directory", directory, "--file", file.toString(), "--type", "TYPE_1");

    assertThat(run.exit()).isZero();
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(10);
    JsonNode first = new ObjectMapper().readTree(lines.get(0));
    assertThat(first.get("sequence").asLong()).isEqualTo(1);
    assertThat(first.get("id").asText()).isEqualTo(entry(1).event().id().value());
    assertThat(first.get("ordering_key").asText()).isEqualTo("key-1");
    assertThat(first.get("attributes").get("subject").asText()).isEqualTo("odd/1/1");
    assertThat(first.get("payload").asText())
        .isEqualTo(new String(entry(1).event().payload(), StandardCharsets.UTF_8));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void replay_deliversInOrder_withinTheLimits_andEmptiesTheJournal() throws Exception {
    Path config = Files.writeString(temporary.resolve("replay.properties"), "topic = events\n");
    CliRun run =
        CliRun.of(
            "replay",
            "--directory",
            directory,
            "--publisher",
            RecordingReplay.class.getName(),
            "--config",
            config.toString());

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("30 events delivered");
    assertThat(RecordingReplay.settings).isEqualTo(Map.of("topic", "events"));
    assertThat(RecordingReplay.closed).isTrue();
    assertThat(RecordingReplay.BATCHES).hasSize(3).allMatch(batch -> batch.size() == 10);
    assertThat(RecordingReplay.BATCHES.stream().flatMap(List::stream).map(EncodedEvent::id))
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, EVENTS).mapToObj(n -> entry(n).event().id()).toList());
    assertThat(count()).isZero();
  }

  @Test
  void replay_stopsWhereTheDestinationIsNotReady_andGoesOnNextTime() {
    RecordingReplay.batchesUntilDown = 1;
    CliRun run = replay();

    assertThat(run.exit()).isEqualTo(ExitCodes.INCOMPLETE);
    assertThat(run.err()).contains("down on purpose").contains("not ready");
    assertThat(count()).isEqualTo(20);
    RecordingReplay.batchesUntilDown = 100;
    assertThat(replay().exit()).isZero();
    assertThat(RecordingReplay.BATCHES.stream().flatMap(List::stream).map(EncodedEvent::id))
        .doesNotHaveDuplicates()
        .hasSize(EVENTS);
  }

  @Test
  void replay_leavesWhatIsRejected() {
    RecordingReplay.REJECTED_KEYS.add("key-1");
    CliRun run = replay();

    assertThat(run.exit()).isEqualTo(ExitCodes.INCOMPLETE);
    assertThat(run.err()).contains("6 events were not delivered").contains("refused on purpose");
    assertThat(run.err()).doesNotContain("secret");
    assertThat(count()).isEqualTo(6);
  }

  @Test
  void replay_givesAPlainPublisherTheEventsThatWereSent() {
    MaestroEvent sent =
        StepInstanceStatusChangeEvent.builder()
            .workflowId("daily-report")
            .clusterName("test")
            .stepId("load")
            .build();
    try (EventJournal journal = open()) {
      journal.append(
          List.of(
              new JournalEntry(
                  EVENTS + 1, TIME, EncodedEvent.of(sent, OrderingKey.byWorkflowRun()))));
    }
    RecordingPlainReplay.EVENTS.clear();

    CliRun run =
        CliRun.of(
            "replay",
            "--directory",
            directory,
            "--publisher",
            RecordingPlainReplay.class.getName());

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(RecordingPlainReplay.EVENTS).hasSize(EVENTS + 1).endsWith(sent);
    assertThat(RecordingPlainReplay.EVENTS.get(0))
        .as("not of Maestro's vocabulary")
        .isInstanceOf(OpaqueMaestroEvent.class);
    assertThat(EventId.of(RecordingPlainReplay.EVENTS.get(0))).isEqualTo(entry(1).event().id());
    assertThat(count()).isZero();
  }

  @Test
  void replay_canKeepAndLog() {
    CliRun run =
        CliRun.of("replay", "--directory", directory, "--to-log", "--keep", "--workflow", "even");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("15 events delivered and kept").doesNotContain("secret");
    assertThat(count()).isEqualTo(EVENTS);
  }

  @Test
  void replay_namesAFactoryThatIsNotThere() {
    CliRun run = CliRun.of("replay", "--directory", directory, "--publisher", "com.example.None");

    assertThat(run.exit()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err()).contains("com.example.None").contains("ClassNotFoundException");
    assertThat(count()).isEqualTo(EVENTS);
  }

  @Test
  void purge_deletesWhatIsSelected_onlyWhenTold() {
    CliRun asked = CliRun.of("purge", "--directory", directory, "--workflow", "odd");
    assertThat(asked.out()).contains("15 events would be deleted");
    assertThat(count()).isEqualTo(EVENTS);

    CliRun done = CliRun.of("purge", "--directory", directory, "--workflow", "odd", "--yes");
    assertThat(done.out()).contains("15 events deleted");
    assertThat(count()).isEqualTo(15);
    assertThat(CliRun.of("purge", "--directory", directory, "--yes").exit())
        .as("everything needs --all")
        .isEqualTo(ExitCodes.USAGE);
  }

  @Test
  void quarantine_tellsWhy_andKeepsTheBytesUntilPurged() throws Exception {
    try (Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + Path.of(directory, "events.db"))) {
      connection.createStatement().execute("UPDATE event SET payload = x'00ff' WHERE sequence = 4");
    }
    assertThat(CliRun.of("export", "--directory", directory).exit())
        .isEqualTo(ExitCodes.INCOMPLETE);
    try (EventJournal journal = open()) {
      assertThat(journal.read(0, 100, Long.MAX_VALUE)).hasSize(EVENTS - 1);
    }
    assertThat(CliRun.of("quarantine", "--directory", directory).lines())
        .singleElement()
        .asString()
        .startsWith("4 ")
        .contains("CRC32C");
    JsonNode bytes =
        new ObjectMapper()
            .readTree(CliRun.of("quarantine", "--directory", directory, "--bytes").out());
    assertThat(Base64.getDecoder().decode(bytes.get("payload").asText()))
        .isEqualTo(new byte[] {0, -1});
    assertThat(CliRun.of("quarantine", "--directory", directory, "--purge", "--yes").out())
        .contains("1 deleted");
    assertThat(CliRun.of("status", "--directory", directory).out()).contains("quarantined     0");
  }

  @Test
  void purgeOfTheQuarantine_keepsACopyOfADamagedLog() throws Exception {
    Path killed = Files.createDirectory(temporary.resolve("killed"));
    Path log = killed.resolve("events.db-wal");
    try (EventJournal journal = open()) {
      for (long next = EVENTS + 1; next <= 2 * EVENTS; next++) {
        journal.append(List.of(entry(next)));
      }
      Files.copy(Path.of(directory, "events.db"), killed.resolve("events.db"));
      Files.copy(Path.of(directory, "events.db-wal"), log);
    }
    byte[] bytes = Files.readAllBytes(log);
    bytes[bytes.length / 2] ^= 4;
    Files.write(log, bytes);

    CliRun run = CliRun.of("quarantine", "--directory", killed.toString(), "--purge", "--yes");

    assertThat(run.out()).contains("0 deleted");
    assertThat(killed.resolve("events.db-wal.damaged-1")).hasBinaryContent(bytes);
  }

  @Test
  void everyCommand_hasHelp_andTheExitCodeTellsAMistake() {
    assertThat(CliRun.of("--help").exit()).isZero();
    assertThat(CliRun.of().exit()).isEqualTo(ExitCodes.USAGE);
    assertThat(CliRun.of("explode").exit()).isEqualTo(ExitCodes.USAGE);
    for (String command : List.of("status", "list", "export", "replay", "purge", "quarantine")) {
      assertThat(CliRun.of("--help").out()).contains("  " + command);
      CliRun help = CliRun.of(command, "--help");
      assertThat(help.exit()).isZero();
      assertThat(help.out()).contains("--directory DIR").contains("--jdbc URL");
      assertThat(CliRun.of(command, "--nonsense").err()).contains("--nonsense");
      assertThat(CliRun.of(command, "--nonsense").exit()).isEqualTo(ExitCodes.USAGE);
    }
    assertThat(CliRun.of("list", "--directory", directory, "--since", "yesterday").err())
        .contains("--since")
        .contains("yesterday");
    assertThat(CliRun.of("list", "--directory").err()).contains("needs a value");
    assertThat(CliRun.of("list").err()).contains("--directory or --jdbc");
  }

  @Test
  void journalThatIsNotThere_isNotCreated() {
    Path nowhere = temporary.resolve("nowhere");
    CliRun run = CliRun.of("status", "--directory", nowhere.toString());

    assertThat(run.exit()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err()).contains(nowhere.toString());
    assertThat(nowhere).doesNotExist();
  }

  private CliRun replay() {
    return CliRun.of(
        "replay", "--directory", directory, "--publisher", RecordingReplay.class.getName());
  }

  private long count() {
    try (EventJournal journal = open()) {
      return journal.stats().events();
    }
  }

  private EventJournal open() {
    return SqliteJournal.at(Path.of(directory)).keepFree(0).open();
  }

  static JournalEntry entry(long number) {
    return new JournalEntry(
        number,
        TIME.plusSeconds(number),
        new EncodedEvent(
            new EventId(String.format("%032x", number)),
            "TYPE_" + number % 3,
            EventLevel.INFO,
            "key-" + number % 5,
            EncodedEvent.JSON_CONTENT_TYPE,
            ("{\"secret\":\"ä" + number + "\"}").getBytes(StandardCharsets.UTF_8),
            Map.of("subject", (number % 2 == 0 ? "even" : "odd") + "/" + number + "/1")));
  }
}
