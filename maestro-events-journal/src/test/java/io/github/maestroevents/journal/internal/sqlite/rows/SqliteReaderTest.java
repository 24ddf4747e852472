package io.github.maestroevents.journal.internal.sqlite.rows;

import static io.github.maestroevents.journal.testbed.Entries.array;
import static io.github.maestroevents.journal.testbed.Entries.numbers;
import static io.github.maestroevents.journal.testbed.Entries.range;
import static io.github.maestroevents.journal.testbed.Entries.readAll;
import static io.github.maestroevents.journal.testbed.Entries.sequences;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.delivery.store.JournalFullException;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.journal.testbed.Tmpfs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another program that reads the file and does not come to an end. */
class SqliteReaderTest {

  private static final long MIB = 1L << 20;

  @TempDir Path directory;

  private Path database;

  @BeforeEach
  void nameTheDatabase() {
    database = directory.resolve("events.db");
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS) // each wait for the reader would take 5 s
  void openReader_doesNotStopTheJournal_andItsLogIsCutAfterwards() throws Exception {
    try (EventJournal journal = SqliteJournal.at(directory).keepFree(0).open()) {
      try (Connection reader = openReader()) {
        long next = emptied(journal, 1, 20_000, 1000);
        assertThat(log()).as("the log under a reader").isGreaterThan(8 * MIB);
        for (int round = 0; round < 30; round++) {
          next = emptied(journal, next, next + 9, 10);
        }
        assertThat(reader.isClosed()).isFalse();
      }
      long next = journal.lastSequence() + 1;
      for (int round = 0; round < 200; round++) {
        next = emptied(journal, next, next, 1);
      }
      assertThat(log()).as("the log afterwards").isLessThanOrEqualTo(8 * MIB);
      journal.append(range(next, next + 9));
      assertThat(sequences(readAll(journal))).isEqualTo(numbers(next, next + 9));
    }
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void log_countsTowardsTheQuota_whenAReaderLetsItGrow() throws Exception {
    try (EventJournal journal = SqliteJournal.at(directory).maxBytes(4 * MIB).keepFree(0).open()) {
      try (Connection reader = openReader()) {
        assertThatThrownBy(() -> emptiedOneByOne(journal))
            .isInstanceOf(JournalFullException.class)
            .hasMessageContaining("its log")
            .hasMessageContaining("end the program that keeps reading");
        assertThat(log()).isLessThan(13 * MIB);
        assertThat(reader.isClosed()).isFalse();
      }
      long next = journal.lastSequence() + 1;
      journal.append(range(next, next + 99, 500));
      assertThat(log()).isLessThanOrEqualTo(8 * MIB);
    }
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void freeDisk_isKept_whenAReaderLetsTheLogGrow() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(directory, "32m");
        EventJournal journal = SqliteJournal.at(disk.path()).keepFree(8 * MIB).open()) {
      database = disk.path().resolve("events.db");
      try (Connection reader = openReader()) {
        assertThatThrownBy(() -> emptiedOneByOne(journal))
            .isInstanceOf(JournalFullException.class)
            .hasMessageContaining("keepFree");
        assertThat(Files.getFileStore(disk.path()).getUsableSpace()).isGreaterThan(7 * MIB);
        assertThat(reader.isClosed()).isFalse();
      }
      long next = journal.lastSequence() + 1;
      journal.append(range(next, next + 9));
    }
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void deleting_waits_beforeTheLogFillsTheDisk() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(directory, "40m");
        EventJournal journal = SqliteJournal.at(disk.path()).keepFree(8 * MIB).open()) {
      database = disk.path().resolve("events.db");
      for (long first = 1; first < 6_000; first += 100) {
        journal.append(range(first, first + 99, 500));
      }
      try (Connection reader = openReader()) {
        assertThatThrownBy(() -> deletedOneByOne(journal))
            .isExactlyInstanceOf(JournalException.class)
            .hasMessageContaining("another program keeps reading the file");
        assertThat(Files.getFileStore(disk.path()).getUsableSpace()).isGreaterThan(7 * MIB);
        assertThat(reader.isClosed()).isFalse();
      }
      long left = journal.stats().events();
      assertThat(left).isPositive();
      journal.append(range(6_001, 6_010)); // begins the log anew
      journal.acknowledge(array(1, 6_000));
      assertThat(journal.stats().events()).isEqualTo(10);
    }
  }

  private static void deletedOneByOne(EventJournal journal) {
    for (long sequence = 1; sequence <= 6_000; sequence++) {
      journal.acknowledge(array(sequence, sequence));
    }
  }

  private static void emptiedOneByOne(EventJournal journal) {
    for (long next = journal.lastSequence() + 1; next < 200_000; next += 100) {
      long after = emptied(journal, next, next + 99, 100);
      assertThat(after).isEqualTo(next + 100);
    }
  }

  private static long emptied(EventJournal journal, long first, long last, int batch) {
    for (long from = first; from <= last; from += batch) {
      journal.append(range(from, from + batch - 1, 500));
    }
    journal.acknowledge(array(first, last));
    assertThat(journal.stats().events()).isZero();
    return last + 1;
  }

  /** In a transaction that has begun to read. */
  private Connection openReader() throws SQLException {
    Connection reader = DriverManager.getConnection("jdbc:sqlite:" + database);
    reader.setAutoCommit(false);
    try (Statement query = reader.createStatement();
        ResultSet row = query.executeQuery("SELECT COUNT(*) FROM event")) {
      assertThat(row.next()).isTrue();
    }
    return reader;
  }

  private long log() throws Exception {
    return Files.size(Path.of(database + "-wal"));
  }
}
