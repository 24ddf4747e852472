package io.github.maestroevents.benchmarks.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The race in short: that it runs and is fair, not who wins it. */
class JournalRaceTest {

  @TempDir Path directory;

  @Test
  void race_printsEachFigure_andAResult_andLeavesNothingBehind() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    int status =
        JournalRace.run(
            new JournalRaceSettings(
                directory, 0, 1, Duration.ofMillis(20), List.of(1, 2), 2_000, 1, 2),
            new PrintStream(printed, true, UTF_8));

    String table = printed.toString(UTF_8);
    assertThat(status).as(table).isIn(0, 2);
    assertThat(table)
        .contains(
            "1 sender ", "2 senders ", "SQLite alone ", "the disk, fdatasync ", "the disk, fsync ")
        .contains("from the journal ", "from memory ")
        .contains("no journal ", "an idle journal (SPILL) ")
        .contains("RESULT: every event arrived");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void sqliteAlone_writesTheRowsOfAJournal() throws Exception {
    Events events = Events.ofWorkflowRuns();
    Rows rows = Rows.of(events, directory.resolve("journal"));

    try (BareSqlite bare = BareSqlite.in(directory, rows)) {
      bare.run(events.size());
    }

    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("bare.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("ATTACH '" + directory.resolve("journal/events.db") + "' AS journal");
      assertThat(number(statement, "SELECT COUNT(*) FROM event")).isEqualTo(events.size());
      assertThat(
              number(
                  statement,
                  "SELECT COUNT(*) FROM (SELECT * FROM event EXCEPT SELECT * FROM journal.event)"))
          .isZero();
    }
  }

  @Test
  void ownerCheck_isMeasured_withAndWithoutASync() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    OwnerCheckCost.run(
        new JournalRaceSettings(directory, 0, 2, Duration.ofMillis(20), List.of(), 0, 0, 0),
        new PrintStream(printed, true, UTF_8));

    assertThat(printed.toString(UTF_8)).contains("synced, as a journal ", "not synced ");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void commitLoop_reachesTheMeanSize_whenItIsNoWholeNumber() throws Exception {
    List<Integer> sizes = new ArrayList<>();

    CommitLoop.run(sizes::add, 2.5, Duration.ZERO, Duration.ofNanos(1));

    assertThat(sizes).hasSizeGreaterThan(1).startsWith(2, 3).containsOnly(2, 3);
    assertThat(sizes.stream().mapToInt(Integer::intValue).sum())
        .isEqualTo((int) (2.5 * sizes.size()));
  }

  private static long number(Statement statement, String query) throws Exception {
    try (ResultSet row = statement.executeQuery(query)) {
      return row.getLong(1);
    }
  }
}
