package io.github.maestroevents.journal.internal.sqlite.rows;

import static io.github.maestroevents.journal.testbed.Entries.array;
import static io.github.maestroevents.journal.testbed.Entries.numbers;
import static io.github.maestroevents.journal.testbed.Entries.range;
import static io.github.maestroevents.journal.testbed.Entries.readAll;
import static io.github.maestroevents.journal.testbed.Entries.sequences;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.delivery.store.JournalFullException;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.journal.internal.jdbc.JdbcEventJournal;
import io.github.maestroevents.journal.internal.sqlite.SqliteTables;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteSettings;
import io.github.maestroevents.journal.testbed.Tmpfs;
import io.github.maestroevents.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Quotas, full disks, and what is given back to them. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SqliteSpaceTest {

  private static final long MIB = 1L << 20;

  @TempDir Path directory;

  @Test
  void quota_refusesWhole_andMakesRoomByAcknowledging() throws Exception {
    try (EventJournal journal = SqliteJournal.at(directory).maxBytes(4 * MIB).keepFree(0).open()) {
      for (int round = 0; round < 3; round++) {
        long first = journal.lastSequence() + 1;
        long next = fill(journal, first);

        assertThat(sequences(readAll(journal))).isEqualTo(numbers(first, next - 1));
        assertThat(journal.stats().bytes()).isBetween(2 * MIB, 4 * MIB);
        journal.acknowledge(array(first, first + 499));
        journal.append(range(next, next + 99, 500));
        journal.acknowledge(array(first + 500, next + 99));
        assertThat(journal.stats().events()).isZero();
      }
      assertThat(size(directory)).isLessThan(10 * MIB);
    }
  }

  @Test
  void quota_namesWhatToDo() {
    try (EventJournal journal = SqliteJournal.at(directory).maxBytes(MIB).keepFree(0).open()) {
      assertThatThrownBy(() -> journal.append(range(1, 5000, 500)))
          .isInstanceOf(JournalFullException.class)
          .hasMessageContaining("events.db")
          .hasMessageContaining("1048576")
          .hasMessageContaining("maxBytes");
    }
  }

  @Test
  void eventThatAnEmptyFileHasNoRoomFor_isToldFromOneThatMustWait() {
    try (EventJournal journal = SqliteJournal.at(directory).maxBytes(MIB).keepFree(0).open()) {
      journal.append(range(1, 1, 700_000));

      assertThatThrownBy(() -> journal.append(range(2, 2, 700_000)))
          .isInstanceOfSatisfying(
              JournalFullException.class, full -> assertThat(full.isForGood()).isFalse());
      assertThatThrownBy(() -> journal.append(range(2, 2, 850_000)))
          .isInstanceOfSatisfying(
              JournalFullException.class, full -> assertThat(full.isForGood()).isTrue());
      journal.append(range(3, 3));
    }
  }

  @Test
  void freeDisk_isKept_forOthers() {
    try (EventJournal journal = SqliteJournal.at(directory).keepFree(Long.MAX_VALUE / 2).open()) {
      assertThatThrownBy(() -> journal.append(range(1, 10)))
          .isInstanceOf(JournalFullException.class)
          .hasMessageContaining("keepFree");
      assertThat(sequences(readAll(journal))).isEmpty();
    }
  }

  @Test
  void space_isGivenBack_whenTheBacklogIsGone() throws Exception {
    try (EventJournal journal = SqliteJournal.at(directory).keepFree(0).open()) {
      for (long first = 1; first < 40_000; first += 1000) {
        journal.append(range(first, first + 999, 500));
      }
      long full = size(directory);
      assertThat(full).isGreaterThan(20 * MIB);
      for (long first = 1; first < 40_000; first += 500) {
        journal.acknowledge(array(first, first + 499));
      }
      assertThat(size(directory)).isLessThan(9 * MIB);
      assertThat(journal.lastSequence()).isEqualTo(40_000);
      journal.append(range(40_001, 40_010));
      assertThat(sequences(readAll(journal))).isEqualTo(numbers(40_001, 40_010));
    }
  }

  @Test
  void space_isGivenBack_littleByLittle_whileEventsAreLeft() throws Exception {
    ManualClock clock = ManualClock.create();
    try (EventJournal journal = open(directory, clock)) {
      for (long first = 1; first < 40_000; first += 1000) {
        journal.append(range(first, first + 999, 500));
      }
      for (long first = 1; first < 39_500; first += 500) {
        journal.acknowledge(array(first, first + 499));
      }
      assertThat(journal.stats().events()).isEqualTo(500);
      assertThat(size(directory)).as("a drain is not slowed").isGreaterThan(20 * MIB);
      for (int i = 0; i < 20; i++) {
        clock.advance(Duration.ofSeconds(5));
        journal.acknowledge(array(1, 1));
      }
      assertThat(size(directory)).isLessThan(18 * MIB); // 8 of the log, and a little of the file
      assertThat(sequences(readAll(journal))).isEqualTo(numbers(39_501, 40_000));
      journal.append(range(40_001, 40_010));
    }
    try (EventJournal journal = SqliteJournal.at(directory).keepFree(0).open()) {
      assertThat(sequences(readAll(journal))).isEqualTo(numbers(39_501, 40_010));
    }
  }

  @Test
  void space_isGivenBack_whileOneStuckKeyHoldsTheTail_andNothingIsForgottenAnyMore()
      throws Exception {
    ManualClock clock = ManualClock.create();
    try (EventJournal journal = open(directory, clock)) {
      for (long first = 1; first < 40_000; first += 1000) {
        journal.append(range(first, first + 999, 500));
      }
      journal.acknowledge(array(1, 39_500));
      assertThat(size(directory)).isGreaterThan(20 * MIB);

      assertThat(journal.adopt(40_001)).isZero(); // as it is called, busy or idle

      assertThat(size(directory)).isLessThan(9 * MIB);
      assertThat(sequences(readAll(journal))).isEqualTo(numbers(39_501, 40_000));
    }
  }

  @Test
  void fullDisk_isOverByItself_whateverHasFailedOnIt() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(directory, "16m");
        EventJournal journal = SqliteJournal.at(disk.path()).keepFree(0).open()) {
      long next = 1;
      for (int round = 0; round < 3; round++) {
        fillDisk(disk.path().resolve("foreign"));
        for (long failed = next; failed < next + 40; failed += 20) {
          tryAll(journal, failed);
        }
        Files.delete(disk.path().resolve("foreign"));

        journal.acknowledge(array(next, next + 39));
        next += 40;
        journal.append(range(next, next + 9, 2000));
        assertThat(sequences(readAll(journal))).isEqualTo(numbers(next, next + 9));
        journal.acknowledge(array(next, next + 9));
        next += 10;
      }
    }
  }

  /** Small and large, so that the log is met full at any of its writes. */
  private static void tryAll(EventJournal journal, long first) {
    for (long sequence = first; sequence < first + 20; sequence++) {
      try {
        journal.append(range(sequence, sequence, sequence % 2 == 0 ? 100 : 400_000));
      } catch (JournalException full) {
        assertThat(full).hasMessageContaining("events.db");
      }
    }
  }

  @Test
  void fullDisk_refusesWhole_andWorksAgainWhenThereIsRoom() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(directory, "16m");
        EventJournal journal = SqliteJournal.at(disk.path()).keepFree(0).open()) {
      Path foreign = disk.path().resolve("foreign");
      Files.write(foreign, new byte[(int) (4 * MIB)]);
      long next = fill(journal, 1);
      fillDisk(disk.path().resolve("foreign-2"));

      assertThatThrownBy(() -> journal.append(range(next, next + 2000, 500)))
          .isInstanceOf(JournalFullException.class);
      assertThat(sequences(readAll(journal))).isEqualTo(numbers(1, next - 1));
      journal.acknowledge(array(1, 100)); // the log's own file has room, since it is begun anew
      assertThat(sequences(readAll(journal))).isEqualTo(numbers(101, next - 1));

      Files.delete(foreign);
      Files.delete(disk.path().resolve("foreign-2"));
      journal.append(range(next, next + 99, 500));
      assertThat(sequences(readAll(journal))).isEqualTo(numbers(101, next + 99));
      journal.acknowledge(array(101, next + 99));
      assertThat(journal.stats().events()).isZero();
    }
  }

  @Test
  void spaceOfForgottenEvents_isUsedAgain_whenTheDiskHasOnlyWhatIsKeptFree() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(directory, "24m");
        EventJournal journal = SqliteJournal.at(disk.path()).keepFree(8 * MIB).open()) {
      long next = fill(journal, 1);

      journal.acknowledge(array(1, 500));
      journal.append(range(next, next + 99, 500));

      assertThat(sequences(readAll(journal))).isEqualTo(numbers(501, next + 99));
    }
  }

  /** Appends until it is full; returns the next sequence. */
  private static long fill(EventJournal journal, long first) {
    for (long next = first; ; next += 100) {
      try {
        journal.append(range(next, next + 99, 500));
      } catch (JournalFullException full) {
        assertThat(next).as("events before it was full").isGreaterThan(first + 1000);
        return next;
      }
    }
  }

  private static EventJournal open(Path directory, DeliveryClock clock) {
    return JdbcEventJournal.over(
        SqliteTables.open(
            directory, new SqliteSettings(SqliteJournal.DEFAULT_MAX_BYTES, 0, false, clock)));
  }

  private static void fillDisk(Path file) throws IOException {
    for (int bytes = 1 << 20; bytes >= 1024; bytes /= 2) {
      try {
        while (true) {
          Files.write(
              file,
              new byte[bytes],
              java.nio.file.StandardOpenOption.CREATE,
              java.nio.file.StandardOpenOption.APPEND);
        }
      } catch (IOException full) {
        assumeTrue(Files.exists(file), "the disk took nothing at all");
      }
    }
  }

  private static long size(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
