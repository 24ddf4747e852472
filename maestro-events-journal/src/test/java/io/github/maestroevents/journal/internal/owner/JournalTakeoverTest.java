package io.github.maestroevents.journal.internal.owner;

import static io.github.maestroevents.journal.testbed.Entries.array;
import static io.github.maestroevents.journal.testbed.Entries.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.journal.testbed.ChildProcess;
import io.github.maestroevents.journal.testbed.SqliteOpenerProcess;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that holds a journal and has lost its lock, and another one that wants it. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class JournalTakeoverTest {

  @TempDir Path directory;

  @Test
  void secondProcess_isRefused_whenTheLockFileWasRemoved() throws Exception {
    try (EventJournal first = open(directory)) {
      first.append(range(1, 3));
      Files.delete(directory.resolve(DirectoryLock.FILE));

      assertThat(answerOfAnother(directory)).contains("in use by process", "was removed");
      first.append(range(4, 5));
    }
    assertThat(events(directory)).isEqualTo(5);
  }

  @Test
  void secondProcess_isRefused_whenTheLockWasLostToACloseInTheFirst() throws Exception {
    try (EventJournal first = open(directory)) {
      first.append(range(1, 3));
      loseLock();

      assertThat(answerOfAnother(directory)).contains("in use by process", "has lost its lock");
      first.append(range(4, 5));
    }
    assertThat(events(directory)).isEqualTo(5);
  }

  @Test
  void lock_isTakenAgain_whenItWasLostOrItsFileRemoved() throws Exception {
    try (EventJournal first = open(directory)) {
      loseLock();
      int adopted = first.adopt(1);
      assertThat(answerOfAnother(directory)).contains("in use by").doesNotContain("lost its lock");

      Files.delete(directory.resolve(DirectoryLock.FILE));
      adopted += first.adopt(1);
      assertThat(directory.resolve(DirectoryLock.FILE)).exists();
      assertThat(answerOfAnother(directory)).contains("in use by").doesNotContain("removed");
      assertThat(adopted).isZero();
    }
  }

  @Test
  void lock_isKept_whenTheHostHasReplacedItsSystemProperties_andOpensTheJournalTwice()
      throws Exception {
    try (EventJournal first = open(directory)) {
      Object known =
          System.getProperties()
              .remove("io.github.maestroevents.journal.held." + directory.toRealPath());
      assertThat(known).isNotNull();

      assertThatThrownBy(() -> open(directory))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("another journal of this process");

      assertThat(answerOfAnother(directory)).contains("in use by").doesNotContain("lost its lock");
      first.append(range(1, 3));
    }
  }

  @Test
  void lock_staysWithItsHolder_howeverOftenItIsTakenAgain() throws Exception {
    try (EventJournal first = open(directory)) {
      for (int i = 0; i < 5; i++) {
        assertThat(first.adopt(1)).isZero();
      }

      assertThat(answerOfAnother(directory)).contains("in use by").doesNotContain("lost its lock");
    }
    assertThat(answerOfAnother(directory)).isEqualTo("opened");
  }

  @Test
  void firstProcess_neitherWritesNorReadsNorForgets_whenOneItCannotSeeHasTakenOver()
      throws Exception {
    try (EventJournal first = open(directory)) {
      first.append(range(1, 3));
      takeOverUnseen("process 7 on another-container");

      assertThatThrownBy(() -> first.append(range(4, 4)))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("was taken over by process 7 on another-container");
      assertThatThrownBy(() -> first.acknowledge(array(1, 3)))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("taken over");
      assertThatThrownBy(() -> first.read(0, 10, Long.MAX_VALUE))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("taken over");
      assertThat(first.adopt(5)).isZero();
    }
    assertThat(events(directory)).isEqualTo(3);
  }

  @Test
  void copyOfAJournal_canBeOpened_whileItsHostLives() throws Exception {
    Path host = directory.resolve("host");
    Path copy = Files.createDirectory(directory.resolve("copy"));
    try (EventJournal first = open(host)) {
      first.append(range(1, 3));
      try (Stream<Path> files = Files.list(host)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          if (!file.toString().endsWith("-shm")) {
            Files.copy(file, copy.resolve(file.getFileName()));
          }
        }
      }

      assertThat(answerOfAnother(copy)).isEqualTo("opened");
    }
  }

  @Test
  void journal_canBeOpenedByAnother_whenItsProcessHasClosedItAndLivesOn() throws Exception {
    open(directory).close();

    assertThat(answerOfAnother(directory)).isEqualTo("opened");
    Files.delete(directory.resolve(DirectoryLock.FILE));
    assertThat(answerOfAnother(directory)).isEqualTo("opened");
  }

  private static EventJournal open(Path directory) {
    return SqliteJournal.at(directory).keepFree(0).open();
  }

  /** POSIX drops a lock when any descriptor of the file is closed. */
  private void loseLock() throws IOException {
    new FileInputStream(directory.resolve(DirectoryLock.FILE).toFile()).close();
  }

  private static String answerOfAnother(Path directory) throws Exception {
    try (ChildProcess other = ChildProcess.run(SqliteOpenerProcess.class, directory.toString())) {
      return other.output().strip();
    }
  }

  /** As a process in another container would, which sees neither the lock nor the first process. */
  private void takeOverUnseen(String holder) throws SQLException {
    try (Connection connection = connect(directory);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "UPDATE owner SET token = 'other', process = '', holder = '" + holder + "'");
    }
  }

  private static long events(Path directory) throws SQLException {
    try (Connection connection = connect(directory);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM event")) {
      return row.getLong(1);
    }
  }

  private static Connection connect(Path directory) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("events.db"));
  }
}
