package io.github.maestroevents.journal.internal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteSettings;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteTimeLimit;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file of 40 KB whose list of tables is read by all who open it, and has 400 to the sixth rows: a
 * table with an index, and the index over and over. Nothing in it is damaged.
 */
class TimeOfOpeningTest {

  private static final int PAGE = 4096;
  private static final int PAGES = 10;
  private static final int CHILDREN = 400;
  private static final int LEVELS = 6;

  @TempDir Path directory;

  /** Nobody has the lock here, so the file is asked for its owner before it is opened. */
  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void allThatIsAskedOfAFile_hasOneLimitTogether() throws Exception {
    Path file = Files.write(directory.resolve("events.db"), endless());
    LeapingClock clock = new LeapingClock(SqliteTimeLimit.OPENING.dividedBy(10));

    assertThatThrownBy(() -> open(file, clock))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("time limit");

    assertThat(clock.readings).isBetween(10, 15);
  }

  private static void open(Path file, DeliveryClock clock) {
    SqliteTables.open(
            file.toAbsolutePath().getParent(), new SqliteSettings(1L << 30, 0, false, clock))
        .close();
  }

  /** As sqlite.org/fileformat2.html has it. */
  private static byte[] endless() {
    ByteBuffer file = ByteBuffer.allocate(PAGES * PAGE);
    file.put("SQLite format 3\0".getBytes(StandardCharsets.US_ASCII)).putShort((short) PAGE);
    file.put(new byte[] {1, 1, 0, 64, 32, 32}).putInt(1).putInt(PAGES);
    file.putInt(40, 1).putInt(44, 4).putInt(56, 1).putInt(60, 1).putInt(92, 1);
    file.putInt(96, 3_040_001);
    interior(file, 0, 100, 8, 2);
    for (int page = 1; page < LEVELS; page++) {
      interior(file, page * PAGE, 0, page + 2, page + 2);
    }
    leaf(file, 6 * PAGE, "index", "sqlite_autoindex_t_1", 10, null);
    leaf(file, 7 * PAGE, "table", "t", 9, "CREATE TABLE t(a UNIQUE)");
    file.put(8 * PAGE, (byte) 13).putShort(8 * PAGE + 5, (short) PAGE);
    file.put(9 * PAGE, (byte) 10).putShort(9 * PAGE + 5, (short) PAGE);
    return file.array();
  }

  private static void interior(ByteBuffer file, int page, int at, int first, int child) {
    int head = page + at;
    int cells = PAGE - CHILDREN * 5;
    file.put(head, (byte) 5).putShort(head + 3, (short) CHILDREN).putShort(head + 5, (short) cells);
    file.putInt(head + 8, child);
    for (int i = 0; i < CHILDREN; i++) {
      int cell = cells + i * 5;
      file.putShort(head + 12 + 2 * i, (short) cell);
      file.putInt(page + cell, i == 0 ? first : child).put(page + cell + 4, (byte) 1);
    }
  }

  /** One row: what is there, of which name, on which page, and by which statement. */
  private static void leaf(
      ByteBuffer file, int page, String type, String name, int root, String sql) {
    byte[] words = (type + name + "t").getBytes(StandardCharsets.US_ASCII);
    byte[] text = sql == null ? new byte[0] : sql.getBytes(StandardCharsets.US_ASCII);
    byte[] types = {6, text(type), text(name), text("t"), 1, sql == null ? 0 : text(sql)};
    int length = types.length + words.length + 1 + text.length;
    int cell = PAGE - length - 2;
    file.put(page, (byte) 13).putShort(page + 3, (short) 1).putShort(page + 5, (short) cell);
    file.putShort(page + 8, (short) cell);
    file.position(page + cell);
    file.put((byte) length).put((byte) 1).put(types).put(words).put((byte) root).put(text);
  }

  private static byte text(String text) {
    return (byte) (13 + 2 * text.length());
  }

  /** Each look at it takes long. */
  private static final class LeapingClock implements DeliveryClock {

    private final Duration leap;
    private int readings;

    LeapingClock(Duration leap) {
      this.leap = leap;
    }

    @Override
    public long nanoTime() {
      return leap.toNanos() * readings++;
    }

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }
  }
}
