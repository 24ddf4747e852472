package io.github.maestroevents.journal.internal.sqlite;

import static io.github.maestroevents.journal.testbed.Entries.numbers;
import static io.github.maestroevents.journal.testbed.Entries.range;
import static io.github.maestroevents.journal.testbed.Entries.readAll;
import static io.github.maestroevents.journal.testbed.Entries.sequences;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.DamagePolicy;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.journal.internal.sqlite.file.WriteAheadLogCheck;
import io.github.maestroevents.journal.testbed.ChildProcess;
import io.github.maestroevents.journal.testbed.SqliteWriterProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Flipped bytes, cut files: what is damaged is kept and reported, the rest is delivered. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SqliteDamageTest {

  private static final int EVENTS = 2000;

  @TempDir Path directory;

  private Path database;

  @BeforeEach
  void writeAJournal() {
    database = directory.resolve("events.db");
    try (EventJournal journal = open()) {
      journal.append(range(1, EVENTS, 300));
    }
  }

  @Test
  void damagedRow_isQuarantinedWithItsBytes_andTheRestIsDelivered() throws Exception {
    flipIn("\"number\":1234,");
    try (EventJournal journal = open()) {
      List<Long> read = sequences(readAll(journal));

      assertThat(read).hasSize(EVENTS - 1).doesNotContain(1234L);
      assertThat(journal.stats().events()).isEqualTo(EVENTS - 1);
      assertThat(journal.stats().quarantined()).isEqualTo(1);
      assertThat(sequences(readAll(journal))).as("read again").isEqualTo(read);
      assertThat(journal.stats().quarantined()).as("reported once").isEqualTo(1);
    }
    try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + database);
        ResultSet rows =
            reader
                .createStatement()
                .executeQuery("SELECT sequence, payload, reason, found_at FROM quarantine")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong(1)).isEqualTo(1234);
      byte[] payload = rows.getBytes(2);
      assertThat(payload).hasSize(300);
      assertThat(new String(payload, StandardCharsets.ISO_8859_1)).contains("umber\":1234,");
      assertThat(rows.getString(3)).contains("CRC32C").doesNotContain("number");
      assertThat(rows.getLong(4)).isPositive();
    }
    try (EventJournal reopened = open()) {
      assertThat(reopened.stats().events()).isEqualTo(EVENTS - 1);
      assertThat(reopened.stats().quarantined()).isEqualTo(1);
    }
  }

  @Test
  void read_findsWhatIsSound_whenAllThatItLookedAtFirstIsDamaged() throws Exception {
    flipIn("\"number\":1,");
    flipIn("\"number\":2,");
    try (EventJournal journal = open()) {
      assertThat(sequences(journal.read(0, 2, Long.MAX_VALUE))).containsExactly(3L, 4L);
      assertThat(journal.stats().quarantined()).isEqualTo(2);
    }
  }

  @Test
  void damagedPage_costsItsEventsAlone_andTheDamagedFileIsKept() throws Exception {
    overwritePageOf("\"number\":1000,", 0);
    try (EventJournal journal = open()) {
      List<Long> read = sequences(readAll(journal));

      assertThat(read).hasSizeBetween(EVENTS - 20, EVENTS - 1).doesNotContain(1000L).isSorted();
      assertThat(read).startsWith(1L, 2L, 3L).contains((long) EVENTS);
      assertThat(journal.stats().events()).isEqualTo(read.size());
      assertThat(journal.stats().quarantined()).isPositive();
      assertThat(journal.lastSequence()).isEqualTo(EVENTS);
      journal.acknowledge(read.stream().mapToLong(Long::longValue).toArray());
      journal.append(range(EVENTS + 1, EVENTS + 10));
      assertThat(sequences(readAll(journal))).isEqualTo(numbers(EVENTS + 1, EVENTS + 10));
    }
    assertThat(directory.resolve("events.db.damaged-1")).exists();
  }

  @Test
  void randomDamage_neverHangs_neverInventsAnEvent() throws Exception {
    byte[] sound = Files.readAllBytes(database);
    Random random = new Random(7);
    for (int round = 0; round < 12; round++) {
      byte[] damaged = sound.clone();
      for (int flip = 0; flip < 20; flip++) {
        damaged[4096 * 6 + random.nextInt(damaged.length - 4096 * 6)] ^=
            (byte) (1 << random.nextInt(8));
      }
      clear();
      Files.write(database, damaged);
      try (EventJournal journal = open()) {
        List<Long> delivered = drain(journal);
        assertThat(delivered).doesNotHaveDuplicates().hasSizeGreaterThan(EVENTS / 2);
        assertThat(delivered).allMatch(sequence -> sequence >= 1 && sequence <= EVENTS);
        assertThat(journal.stats().quarantined()).isPositive();
        assertThat(journal.stats().events()).isZero();
      }
    }
  }

  /** As an engine does; rows that a damaged page hid may show up after what stood before them. */
  private static List<Long> drain(EventJournal journal) {
    List<Long> delivered = new ArrayList<>();
    for (int pass = 0; pass < 10; pass++) {
      List<Long> read = sequences(readAll(journal));
      assertThat(read).isSorted();
      if (read.isEmpty()) {
        return delivered;
      }
      delivered.addAll(read);
      journal.acknowledge(read.stream().mapToLong(Long::longValue).toArray());
    }
    throw new AssertionError("not empty after 10 passes: " + sequences(readAll(journal)));
  }

  @Test
  void truncatedFile_isRefused_orSalvagedIfThePolicySaysSo() throws Exception {
    try (FileChannel file = FileChannel.open(database, WRITE)) {
      file.truncate(file.size() / 2 / 4096 * 4096);
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("SET_ASIDE");
    try (EventJournal journal =
        SqliteJournal.at(directory).keepFree(0).onDamage(DamagePolicy.SET_ASIDE).open()) {
      List<Long> read = sequences(readAll(journal));

      assertThat(read).hasSizeGreaterThan(EVENTS / 3).isSorted().contains(1L);
      assertThat(read).doesNotContain((long) EVENTS);
      assertThat(journal.stats().quarantined()).as("the gap").isPositive();
      assertThat(journal.lastSequence()).isEqualTo(EVENTS);
    }
    assertThat(directory.resolve("events.db.damaged-1")).exists();
  }

  @Test
  void fileOfSomethingElse_isRefusedAndKept_byDefault() throws Exception {
    Files.writeString(database, "this is no database, and longer than a header ".repeat(200));

    assertThatThrownBy(this::open)
        .isInstanceOf(JournalException.class)
        .hasMessageContaining(database.toRealPath().toString())
        .hasMessageContaining("damaged-")
        .hasMessageContaining("SET_ASIDE");
    assertThat(Files.readString(database)).startsWith("this is no database");
    assertThatThrownBy(this::open).as("the lock is free again").hasMessageContaining("SET_ASIDE");
  }

  @Test
  void fileOfSomethingElse_isSetAside_ifThePolicySaysSo() throws Exception {
    Files.writeString(database, "this is no database, and longer than a header ".repeat(200));
    try (EventJournal journal =
        SqliteJournal.at(directory).keepFree(0).onDamage(DamagePolicy.SET_ASIDE).open()) {
      assertThat(journal.stats().events()).isZero();
      journal.append(range(1, 5));
    }
    assertThat(Files.readString(directory.resolve("events.db.damaged-1"))).startsWith("this is no");
  }

  @Test
  void newerTables_areRefused() throws Exception {
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database)) {
      other.createStatement().execute("PRAGMA user_version = 2");
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("version 2")
        .hasMessageContaining("version 1");
  }

  @Test
  void damagedLog_isCopiedAside_andReported() throws Exception {
    Path log = logOfAKilledWriter();
    flipAt(log, Files.size(log) / 2);

    logIsReported_andBegunAnew(log);
  }

  @Test
  void logWithoutItsFirstSector_isCopiedAside_andReported() throws Exception {
    Path log = logOfAKilledWriter();
    try (FileChannel file = FileChannel.open(log, WRITE)) {
      int written = file.write(ByteBuffer.allocate(512), 0);
      assertThat(written).isEqualTo(512);
    }

    logIsReported_andBegunAnew(log);
  }

  private Path logOfAKilledWriter() throws Exception {
    clear();
    Path log = directory.resolve("events.db-wal");
    try (ChildProcess writer =
        ChildProcess.run(SqliteWriterProcess.class, directory.toString(), "5")) {
      for (int i = 0; i < 20; i++) {
        writer.line();
      }
      writer.kill();
    }
    assertThat(WriteAheadLogCheck.commitsBehindDamage(log)).as("sound").isZero();
    return log;
  }

  private void logIsReported_andBegunAnew(Path log) throws Exception {
    long damagedBytes = Files.size(log);
    assertThat(WriteAheadLogCheck.commitsBehindDamage(log)).isPositive();
    try (EventJournal journal = open()) {
      List<Long> read = sequences(readAll(journal));
      assertThat(read).isEqualTo(numbers(1, read.size()));
      assertThat(journal.stats().events()).isEqualTo(read.size());
      assertThat(Files.size(log)).as("else it is reported after each crash").isZero();
    }
    assertThat(directory.resolve("events.db-wal.damaged-1")).hasSize(damagedBytes);
  }

  @Test
  void unfinishedEndOfALog_isNoDamage() throws Exception {
    clear();
    Path log = directory.resolve("events.db-wal");
    try (ChildProcess writer =
        ChildProcess.run(SqliteWriterProcess.class, directory.toString(), "5")) {
      for (int i = 0; i < 5; i++) {
        writer.line();
      }
      writer.kill();
    }
    try (FileChannel file = FileChannel.open(log, WRITE)) {
      file.truncate(file.size() - 1000);
    }
    try (EventJournal journal = open()) {
      assertThat(sequences(readAll(journal))).startsWith(1L);
    }
    assertThat(directory.resolve("events.db-wal.damaged-1")).doesNotExist();
  }

  private EventJournal open() {
    return SqliteJournal.at(directory).keepFree(0).open();
  }

  private void clear() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) { // the library stays
        Files.delete(file);
      }
    }
  }

  private void flipIn(String text) throws IOException {
    flipAt(database, indexOf(text) + 1);
  }

  private void overwritePageOf(String text, int with) throws IOException {
    try (FileChannel file = FileChannel.open(database, WRITE)) {
      byte[] page = new byte[4096];
      java.util.Arrays.fill(page, (byte) with);
      file.write(ByteBuffer.wrap(page), indexOf(text) / 4096 * 4096);
    }
  }

  private long indexOf(String text) throws IOException {
    int index = new String(Files.readAllBytes(database), StandardCharsets.ISO_8859_1).indexOf(text);
    assertThat(index).as("where %s stands", text).isPositive();
    return index;
  }

  private static void flipAt(Path path, long position) throws IOException {
    try (FileChannel file = FileChannel.open(path, READ, WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      file.read(one, position);
      one.put(0, (byte) (one.get(0) ^ 0x04)).rewind();
      file.write(one, position);
    }
  }
}
