package io.github.maestroevents.journal.internal.sqlite.salvage;

import static io.github.maestroevents.journal.testbed.Entries.numbers;
import static io.github.maestroevents.journal.testbed.Entries.range;
import static io.github.maestroevents.journal.testbed.Entries.readAll;
import static io.github.maestroevents.journal.testbed.Entries.sequences;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.DamagePolicy;
import io.github.maestroevents.journal.SqliteJournal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A salvage that does not come to its end, or has little to begin with. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SqliteSalvageTest {

  private static final int EVENTS = 2000;

  @TempDir Path directory;

  @Test
  void completeSalvage_takesThePlace_whenTheProcessEndedBeforeTheDamagedFileWasMoved()
      throws Exception {
    writeTo("events.db.salvaged");
    Files.writeString(directory.resolve("events.db"), "damaged");
    Files.writeString(directory.resolve("events.db-wal"), "its log");

    assertThatAllIsThere();
    assertThat(directory.resolve("events.db.damaged-1")).hasContent("damaged");
    assertThat(directory.resolve("events.db.damaged-1-wal")).hasContent("its log");
  }

  @Test
  void completeSalvage_takesThePlace_whenTheProcessEndedBetweenTheMoves() throws Exception {
    writeTo("events.db.salvaged");
    Files.writeString(directory.resolve("events.db.damaged-1"), "damaged");

    assertThatAllIsThere();
    assertThat(directory.resolve("events.db.damaged-1")).hasContent("damaged");
  }

  @Test
  void incompleteSalvage_isLeftOut() throws Exception {
    writeTo("events.db");
    Files.writeString(directory.resolve("events.db.salvage"), "half of it");

    assertThatAllIsThere();
  }

  @Test
  void salvage_isRefusedClearly_whenTheDiskHasNoRoomForASecondFile() throws Exception {
    writeTo("events.db");
    overwriteThePageInTheMiddle();
    try (EventJournal journal = SqliteJournal.at(directory).keepFree(Long.MAX_VALUE / 2).open()) {
      for (int look = 0; look < 2; look++) {
        assertThatThrownBy(() -> readAll(journal))
            .isExactlyInstanceOf(JournalException.class) // not full: forgetting would not help
            .hasMessageContaining("no room to save what can be read")
            .hasMessageContaining("make room or lower keepFree");
      }
    }
    assertThat(directory.resolve("events.db.salvage")).doesNotExist();
    assertThat(directory.resolve("events.db.damaged-1")).doesNotExist();
    try (EventJournal journal = open()) {
      assertThat(readAll(journal)).hasSizeBetween(EVENTS - 20, EVENTS - 1);
    }
  }

  @Test
  void salvage_findsWhatIsBehindDamage_whenTheCountCannotBeRead_andSequencesBeginHigh()
      throws Exception {
    long first = 1L << 40; // an adoption that was lost sets so many apart, and more
    try (EventJournal journal = open()) {
      journal.append(range(first, first + EVENTS - 1, 300));
    }
    overwrite(pageOf("journal"));
    overwrite(firstPageOfEvents());

    try (EventJournal journal =
        SqliteJournal.at(directory).keepFree(0).onDamage(DamagePolicy.SET_ASIDE).open()) {
      assertThat(sequences(readAll(journal)))
          .hasSizeBetween(EVENTS - 20, EVENTS - 1)
          .contains(first + EVENTS - 1)
          .doesNotContain(first);
      assertThat(journal.lastSequence()).isEqualTo(first + EVENTS - 1);
    }
  }

  /** Counted from 0. */
  private long pageOf(String table) throws SQLException {
    String database = "jdbc:sqlite:" + directory.resolve("events.db");
    try (Connection connection = DriverManager.getConnection(database);
        PreparedStatement root =
            connection.prepareStatement("SELECT rootpage FROM sqlite_schema WHERE name = ?")) {
      root.setString(1, table);
      try (ResultSet row = root.executeQuery()) {
        assertThat(row.next()).isTrue();
        return row.getLong(1) - 1;
      }
    }
  }

  private long firstPageOfEvents() throws Exception {
    String bytes =
        new String(Files.readAllBytes(directory.resolve("events.db")), StandardCharsets.ISO_8859_1);
    return bytes.indexOf("{\"number\":" + (1L << 40)) / 4096;
  }

  private void overwriteThePageInTheMiddle() throws Exception {
    overwrite(Files.size(directory.resolve("events.db")) / 2 / 4096);
  }

  private void overwrite(long page) throws Exception {
    Path database = directory.resolve("events.db");
    try (FileChannel file = FileChannel.open(database, StandardOpenOption.WRITE)) {
      int written = file.write(ByteBuffer.allocate(4096), page * 4096);
      assertThat(written).isEqualTo(4096);
    }
  }

  private void writeTo(String name) throws Exception {
    try (EventJournal journal = open()) {
      journal.append(range(1, EVENTS, 300));
    }
    Files.move(directory.resolve("events.db"), directory.resolve(name));
  }

  private void assertThatAllIsThere() {
    try (EventJournal journal = open()) {
      assertThat(sequences(readAll(journal))).isEqualTo(numbers(1, EVENTS));
    }
    assertThat(directory.resolve("events.db.salvaged")).doesNotExist();
  }

  private EventJournal open() {
    return SqliteJournal.at(directory).keepFree(0).open();
  }
}
