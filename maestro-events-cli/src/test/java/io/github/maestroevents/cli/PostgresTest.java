package io.github.maestroevents.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.cli.console.ExitCodes;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.delivery.store.NodeReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The command line on journals in PostgreSQL. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PostgresTest {

  @RegisterExtension static final PostgresServer SERVER = new PostgresServer();

  @TempDir Path temporary;

  @BeforeEach
  void reset() {
    RecordingReplay.reset();
  }

  @Test
  void looking_isSafeBesideALivingHost_andChangingWaitsForItsEnd() {
    try (EventJournal one = SERVER.open("one");
        EventJournal two = SERVER.open("two")) {
      one.append(TestJournal.entries(1, 20));
      two.append(TestJournal.entries(1, 5));

      CliRun status = run("status");
      assertThat(status.exit()).as(status.err()).isZero();
      assertThat(status.out())
          .contains("events        25, ")
          .contains("oldest        2026-11-25T12:00:01Z, 2 h 14 min ago")
          .containsPattern("in use by     one: process \\d+ .*; two: process \\d+ ");
      assertThat(run("status", "--by", "node").lines())
          .containsSequence(
              "  events   size      oldest  node",
              "      20  331 B  2 h 14 min  one",
              "       5   80 B  2 h 14 min  two");
      assertThat(run("status", "--node", "two").out()).contains("events        5, ");
      assertThat(run("list", "--workflow", "odd").lines())
          .hasSize(13)
          .first()
          .asString()
          .startsWith("one 1 2026-11-25T12:00:01Z");
      assertThat(run("export", "--node", "one").lines()).hasSize(20);
      assertThat(run("explain", TestJournal.id(4), "--node", "two").lines())
          .contains("  before it     3 events, 0 of its ordering key");
      for (CliRun refused :
          List.of(
              run("purge", "--node", "one", "--all", "--yes"),
              run("replay", "--node", "one", "--to-log"),
              run("requeue", "--node", "one", "--all"))) {
        assertThat(refused.exit()).isEqualTo(ExitCodes.REFUSED);
        assertThat(refused.err()).contains("in use by process");
      }
      assertThat(one.stats().events()).isEqualTo(20);
    }
    assertThat(run("replay", "--node", "one", "--to-log").out()).contains("20 events delivered");
    assertThat(run("purge", "--node", "two", "--all", "--yes").out()).contains("5 events deleted");
    assertThat(run("status").out()).contains("events        0, 0 B").contains("oldest        none");
  }

  @Test
  void status_showsTheNodesThatReport_escaped() {
    NodeReport report =
        new NodeReport(
            "FAILING",
            List.of("The circuit is open.", "Odd \u202e\n."),
            1_234,
            Duration.ofSeconds(75),
            1,
            2,
            3,
            4,
            Duration.ofMinutes(10),
            "1.0");
    try (EventJournal one = SERVER.open("one");
        EventJournal odd = SERVER.open("o\u202ed\nd")) {
      assertThat(run("status").out()).doesNotContain("last word");
      one.nodeBoard().orElseThrow().reportBy(() -> report);
      odd.nodeBoard().orElseThrow().reportBy(() -> report);
      int unused = one.adopt(1) + odd.adopt(1);

      CliRun status = run("status");
      assertThat(status.exit()).as(status.err()).isZero();
      assertThat(status.lines())
          .anyMatch(line -> line.matches(" +node +is +for +last word +state +undelivered.*"))
          .anyMatch(
              line ->
                  line.matches(
                      " +one +alive +\\d+ s +\\d+ s ago +FAILING +1,234 +1 min 15 s +The circuit.*"));
      assertThat(status.out()).contains("o\\u202ed\\u000ad").doesNotContain("\u202e");
      assertThat(run("status", "--node", "one").out()).contains("FAILING").doesNotContain("u202ed");
    }
  }

  @Test
  void wrongDestination_orNode_listsThoseThatThereAre() {
    SERVER.open("one", "kafka").close();
    SERVER.open("two", "kafka").close();
    SERVER.open("one", "sqs").close();

    for (String command : List.of("status", "list", "export", "quarantine")) {
      CliRun run = run(command);
      assertThat(run.exit()).as(command).isEqualTo(ExitCodes.REFUSED);
      assertThat(run.err())
          .contains("\"default\"")
          .contains("\"kafka\" (nodes \"one\", \"two\"); \"sqs\" (nodes \"one\")");
    }
    assertThat(run("replay", "--node", "one", "--to-log").err()).contains("\"sqs\"");
    CliRun node = run("status", "--destination", "kafka", "--node", "three");
    assertThat(node.exit()).isEqualTo(ExitCodes.REFUSED);
    assertThat(node.err()).contains("Its nodes are \"one\", \"two\"");
    CliRun none = run("replay", "--destination", "kafka", "--to-log");
    assertThat(none.exit()).isEqualTo(ExitCodes.USAGE);
    assertThat(none.err()).contains("--node is missing");
    assertThat(run("status", "--destination", "kafka").exit()).isZero();
  }

  @Test
  void databaseWithoutAJournal_isRefused_andSoIsOneThatDoesNotAnswer() {
    CliRun empty = run("status");
    assertThat(empty.exit()).isEqualTo(ExitCodes.REFUSED);
    assertThat(empty.err()).contains("There is no journal in this database");

    CliRun away = CliRun.of("journal", "status", "--jdbc", "jdbc:postgresql://127.0.0.1:1/x");
    assertThat(away.exit()).isEqualTo(ExitCodes.REFUSED);
    assertThat(away.err()).contains("Cannot open the journal");
  }

  @Test
  void requeue_putsEventsBack_andQuarantineIsPurgedBySelection() throws Exception {
    try (EventJournal one = SERVER.open("one")) {
      one.append(TestJournal.entries(1, 20));
    }
    SERVER.execute("UPDATE maestro_journal_event SET level = 'HUGE' WHERE sequence IN (4, 9, 10)");
    assertThat(run("replay", "--node", "one", "--to-log", "--keep").err()).contains("4 damaged");
    try (EventJournal one = SERVER.open("one")) {
      assertThat(one.read(0, 100, Long.MAX_VALUE)).hasSize(17);
    }
    SERVER.execute("UPDATE maestro_journal_quarantine SET level = 'INFO'");
    assertThat(run("quarantine").lines()).hasSize(3).first().asString().startsWith("one 4 ");
    assertThat(run("quarantine", "--bytes").out()).contains("\"node\":\"one\"");

    assertThat(run("requeue", "--node", "one", "--key", "key-4").out())
        .contains("2 events requeued");
    assertThat(run("quarantine", "--purge", "--yes").out()).contains("1 deleted");
    try (EventJournal one = SERVER.open("one")) {
      assertThat(TestJournal.idsOf(one.read(0, 100, Long.MAX_VALUE)))
          .hasSize(19)
          .startsWith(TestJournal.ids(1, 2, 3, 4, 5).toArray(String[]::new))
          .doesNotContain(TestJournal.id(10));
    }
  }

  @Test
  void export_ofMoreThanIsReadAtOnce_hasAll_ofEveryNode_inOrder() {
    List<JournalEntry> large = new ArrayList<>();
    for (long number = 1; number <= 20; number++) {
      large.add(new JournalEntry(number, TestJournal.TIME, TestJournal.large(number, 1 << 20)));
    }
    try (EventJournal one = SERVER.open("one");
        EventJournal two = SERVER.open("two")) {
      one.append(TestJournal.entries(1, 1100));
      two.append(large);
    }

    List<String> ids =
        run("export").lines().stream()
            .map(line -> line.substring(line.indexOf("\"id\":") + 6, line.indexOf("\"id\":") + 38))
            .toList();

    assertThat(ids).hasSize(1120);
    assertThat(ids.subList(0, 1100)).isEqualTo(TestJournal.idsOf(TestJournal.entries(1, 1100)));
    assertThat(ids.subList(1100, 1120)).isEqualTo(TestJournal.idsOf(large));
  }

  @Test
  void import_takesIntoOneNode_andMakesOneIfAsked() throws Exception {
    try (EventJournal one = SERVER.open("one")) {
      one.append(TestJournal.entries(1, 20));
    }
    Path file = temporary.resolve("events.jsonl");
    assertThat(run("export", "--file", file.toString()).exit()).isZero();
    assertThat(Files.readAllLines(file)).hasSize(20).allMatch(line -> line.contains("\"one\""));

    assertThat(run("import", "--node", "two", file.toString()).exit()).isEqualTo(ExitCodes.REFUSED);
    CliRun run = run("import", "--node", "two", "--create", file.toString());

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run("status", "--node", "two").out()).contains("events        20, ");
    assertThat(run("backup", temporary.resolve("copy").toString()).err())
        .contains(
            "pg_dump --format=custom --file=" + temporary.resolve("copy"),
            " --table='public.maestro_journal_event'"
                + " --table='public.maestro_journal_event_list'"
                + " --table='public.maestro_journal_lease'"
                + " --table='public.maestro_journal_node'"
                + " --table='public.maestro_journal_quarantine'"
                + " --table='public.maestro_journal_version'");
  }

  @Test
  void replay_stopsWhenAHostTakesTheJournal() {
    try (EventJournal one = SERVER.open("one")) {
      one.append(TestJournal.entries(1, 30));
    }
    RecordingReplay.onBatch = () -> SERVER.open("one").close(); // a host that starts

    CliRun run = run("replay", "--node", "one", "--publisher", RecordingReplay.class.getName());

    assertThat(run.exit()).isEqualTo(ExitCodes.INCOMPLETE);
    assertThat(run.err()).contains("Stopped by the journal").contains("taken over");
    assertThat(RecordingReplay.BATCHES).hasSize(1);
  }

  private static CliRun run(String command, String... more) {
    List<String> words = new ArrayList<>(List.of("journal", command, "--jdbc", SERVER.url()));
    words.addAll(List.of(more));
    return CliRun.of(words.toArray(String[]::new));
  }
}
