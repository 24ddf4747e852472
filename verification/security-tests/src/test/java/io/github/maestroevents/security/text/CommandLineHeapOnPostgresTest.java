package io.github.maestroevents.security.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.maestroevents.journal.inspect.JournalPlace;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Journals in PostgreSQL, whose driver keeps a whole answer unless it is told otherwise, that are
 * larger than the heap of the command line: see {@link CommandLineHeapTest}.
 */
class CommandLineHeapOnPostgresTest {

  private static final String HEAP = "32m";
  private static final int EVENTS = 120;
  private static final int BYTES = 200_000;

  private static EmbeddedPostgres server;

  @TempDir private Path directory;

  @BeforeAll
  static void start() throws Exception {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    assumeTrue(system.contains("linux"), "has PostgreSQL for Linux alone, not for " + system);
    server = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofSeconds(60)).start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void fill() throws SQLException {
    change("DROP SCHEMA public CASCADE", "CREATE SCHEMA public");
    DataSource database = server.getPostgresDatabase();
    FilledJournal.of(JournalPlace.inDatabase(database, "default", "one"), directory, EVENTS, BYTES);
  }

  @Test
  void events_areReadByBytes_byEveryCommand() throws Exception {
    String file = directory.resolve("exported.jsonl").toString();

    List<CommandLineProgram.Run> runs =
        CommandLineProgram.run(
            HEAP,
            List.of(
                of("status"),
                of("list", "--limit", "1000"),
                of("explain", FilledJournal.ID),
                of("export", "-o", file),
                of("import", file, "--create", "--node", "two"),
                of("replay", "--node", "one", "--to-log", "--keep"),
                of("replay", "--node", "one", "--publisher", SwallowingReplay.class.getName()),
                of("purge", "--all"),
                of("backup", directory.resolve("copy").toString())));

    assertExits(runs, "0", "0", "0", "0", "0", "0", "0", "0", "3");
    assertThat(runs.get(1).out().lines()).hasSize(EVENTS);
    assertThat(runs.get(4).out()).contains("1 event imported; " + (EVENTS - 1) + " were there");
    assertThat(runs.get(5).out()).contains(EVENTS + " events delivered");
    assertThat(runs.get(6).out()).contains(EVENTS + " events delivered");
    assertThat(runs.get(8).err()).contains("pg_dump");
  }

  @Test
  void rowsThatAreDamaged_countForWhatTheyHave() throws Exception {
    change("UPDATE maestro_journal_event SET crc32c = crc32c + 1");
    List<CommandLineProgram.Run> damaged =
        CommandLineProgram.run(HEAP, List.of(of("list", "--limit", "1000"), of("export")));
    change(
        "UPDATE maestro_journal_event SET crc32c = crc32c - 1",
        "INSERT INTO maestro_journal_quarantine SELECT e.*, 'why', accepted_at FROM"
            + " maestro_journal_event AS e",
        "DELETE FROM maestro_journal_event");
    List<CommandLineProgram.Run> set =
        CommandLineProgram.run(
            HEAP,
            List.of(
                of("quarantine"),
                of("quarantine", "--bytes"),
                of("explain", FilledJournal.ID),
                of("requeue", "--node", "one", "--all"),
                of("purge", "--node", "one", "--all", "--yes")));

    assertExits(damaged, "0", "1");
    assertThat(damaged.get(0).out().lines()).hasSize(EVENTS);
    assertExits(set, "0", "0", "0", "0", "0");
    assertThat(set.get(0).out().lines()).hasSize(EVENTS);
    assertThat(set.get(3).out()).contains(EVENTS + " events requeued");
    assertThat(set.get(4).out()).contains(EVENTS + " events deleted");
  }

  @Test
  void rowThatDoesNotFitTheHeap_isNamedWithItsSize_andTheOthersAreRead() throws Exception {
    change(
        "DELETE FROM maestro_journal_event WHERE sequence > 3",
        "UPDATE maestro_journal_event SET payload = convert_to(repeat('x', 40000000), 'UTF8')"
            + " WHERE sequence = 1",
        "UPDATE maestro_journal_event SET ordering_key = repeat('k', 40000000) WHERE sequence = 2");

    List<CommandLineProgram.Run> runs =
        CommandLineProgram.run(
            HEAP,
            List.of(
                of("list"),
                of("status"),
                of("explain", FilledJournal.ID),
                of("export"),
                of("replay", "--node", "one", "--to-log", "--keep"),
                of("purge", "--all", "--node", "one", "--yes")));

    assertExits(runs, "0", "0", "0", "1", "1", "0");
    assertThat(runs.get(0).out()).contains("40000000 bytes").contains("…(+");
    assertThat(runs.get(3).err()).contains("not read: it has 40000").contains("-Xmx");
    assertThat(runs.get(3).out().lines()).hasSize(1);
    assertThat(runs.get(5).out()).contains("3 events deleted");
  }

  private static void assertExits(List<CommandLineProgram.Run> runs, String... exits) {
    assertThat(runs)
        .as(runs.stream().map(CommandLineProgram.Run::err).toList().toString())
        .extracting(CommandLineProgram.Run::exit)
        .containsExactly(exits);
  }

  private static List<String> of(String command, String... words) {
    String url = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres?user=postgres";
    List<String> line = new ArrayList<>(List.of("journal", command, "--jdbc", url));
    line.addAll(List.of(words));
    return line;
  }

  private static void change(String... statements) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
