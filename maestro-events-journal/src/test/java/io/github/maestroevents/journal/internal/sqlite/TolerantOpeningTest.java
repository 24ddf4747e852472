package io.github.maestroevents.journal.internal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.internal.jdbc.ToldSqlException;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteConnections;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteTimeLimit;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file of 28 KB whose list of tables has 400 to the sixth rows, over and over the same one. */
class TolerantOpeningTest {

  private static final int PAGE = 4096;
  private static final int CHILDREN = 400;
  private static final int LEVELS = 6;
  private static final int BEHIND_FILE_HEADER = 100;
  private static final int CELL = 5;

  @TempDir Path directory;

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void listOfTablesWithoutAnEnd_isGivenUp_whenTheTimeIsOver() throws Exception {
    Path file = Files.write(directory.resolve("events.db"), endless());

    assertThatThrownBy(() -> close(file))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("events.db");
  }

  @Test
  void endByTheTimeLimit_isToldAsSuch() throws Exception {
    Path file = Files.createFile(directory.resolve("events.db"));
    try (Connection connection = SqliteConnections.toWrite(file, 0);
        Statement statement = connection.createStatement()) {
      SqliteTimeLimit.of(DeliveryClock.system(), Duration.ZERO).watch(connection);

      SQLException ended = catchThrowableOfType(SQLException.class, () -> count(statement));

      assertThat(ToldSqlException.of(ended).getMessage()).contains("time limit");
    }
  }

  private static void count(Statement statement) throws SQLException {
    statement.execute(
        "WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r) SELECT count(*) FROM r");
  }

  private static void close(Path file) throws SQLException {
    SqliteTimeLimit limit = SqliteTimeLimit.of(DeliveryClock.system(), Duration.ofMillis(100));
    SqliteOpening.tolerant(file, limit).close();
  }

  /** As sqlite.org/fileformat2.html has it. */
  private static byte[] endless() {
    ByteBuffer file = ByteBuffer.allocate((LEVELS + 1) * PAGE);
    header(file);
    for (int page = 0; page < LEVELS; page++) {
      interior(file, page * PAGE, page == 0 ? BEHIND_FILE_HEADER : 0, page + 2);
    }
    leaf(file, LEVELS * PAGE);
    return file.array();
  }

  private static void header(ByteBuffer file) {
    file.put("SQLite format 3\0".getBytes(StandardCharsets.US_ASCII)).putShort((short) PAGE);
    file.put(new byte[] {1, 1, 0, 64, 32, 32}).putInt(1).putInt(LEVELS + 1);
    file.putInt(40, 1).putInt(44, 4).putInt(56, 1).putInt(60, 1).putInt(92, 1);
    file.putInt(96, 3_040_001);
  }

  private static void interior(ByteBuffer file, int page, int at, int child) {
    int head = page + at;
    int cells = PAGE - CHILDREN * CELL;
    file.put(head, (byte) 5).putShort(head + 3, (short) CHILDREN).putShort(head + 5, (short) cells);
    file.putInt(head + 8, child);
    for (int i = 0; i < CHILDREN; i++) {
      int cell = cells + i * CELL;
      file.putShort(head + 12 + 2 * i, (short) cell);
      file.putInt(page + cell, child).put(page + cell + 4, (byte) 1);
    }
  }

  /** One row: a table "event" whose statement is NULL. */
  private static void leaf(ByteBuffer file, int page) {
    byte[] words = "tableeventevent".getBytes(StandardCharsets.US_ASCII);
    byte[] types = {6, 23, 23, 23, 1, 0};
    int length = types.length + words.length + 1;
    int cell = PAGE - length - 2;
    file.put(page, (byte) 13).putShort(page + 3, (short) 1).putShort(page + 5, (short) cell);
    file.putShort(page + 8, (short) cell);
    file.position(page + cell);
    file.put((byte) length).put((byte) 1).put(types).put(words).put((byte) 3);
  }
}
