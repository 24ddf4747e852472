package io.github.maestroevents.journal.internal.owner;

import static io.github.maestroevents.journal.testbed.Entries.numbers;
import static io.github.maestroevents.journal.testbed.Entries.readAll;
import static io.github.maestroevents.journal.testbed.Entries.sequences;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.journal.testbed.ChildProcess;
import io.github.maestroevents.journal.testbed.Entries;
import io.github.maestroevents.journal.testbed.SqliteWriterProcess;
import io.github.maestroevents.testbeds.Await;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several processes and one directory. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SqliteProcessesTest {

  @TempDir Path directory;

  @Test
  void secondProcess_isRefused_toldWhoHoldsIt() throws Exception {
    try (ChildProcess holder =
        ChildProcess.run(SqliteWriterProcess.class, directory.toString(), "1")) {
      assertThat(holder.line()).isEqualTo("1");

      assertThatThrownBy(() -> SqliteJournal.at(directory).open())
          .isInstanceOf(JournalException.class)
          .hasMessageContaining(directory.toRealPath().toString())
          .hasMessageContaining("process " + holder.pid() + " on ")
          .hasMessageContaining("started 20");
    }
  }

  @Test
  void secondJournalOfAProcess_isRefused_andTheFirstKeepsItsLock() throws Exception {
    try (EventJournal first = SqliteJournal.at(directory).open()) {
      assertThatThrownBy(() -> SqliteJournal.at(directory).open())
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("another journal of this process");
      try (ChildProcess other =
          ChildProcess.run(SqliteWriterProcess.class, directory.toString(), "1")) {
        assertThat(other.line()).as("what a process that must be refused writes").isNull();
      }
      first.append(Entries.range(1, 3));
    }
    try (EventJournal next = SqliteJournal.at(directory).open()) {
      assertThat(next.stats().events()).isEqualTo(3);
    }
  }

  @Test
  void journalOfAnotherClassLoader_isRefused_andTheFirstKeepsItsLock() throws Exception {
    URL[] classes = {DirectoryLock.class.getProtectionDomain().getCodeSource().getLocation()};
    try (EventJournal first = SqliteJournal.at(directory).open();
        URLClassLoader apart = new ChildFirst(classes)) {
      Class<?> other = apart.loadClass(DirectoryLock.class.getName());
      assertThat(other).isNotSameAs(DirectoryLock.class);
      assertThatThrownBy(() -> other.getMethod("take", Path.class).invoke(null, directory))
          .cause()
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("another journal of this process");
      try (ChildProcess process =
          ChildProcess.run(SqliteWriterProcess.class, directory.toString(), "1")) {
        assertThat(process.line()).as("what a process that must be refused writes").isNull();
      }
      first.append(Entries.range(1, 3));
    }
  }

  /** Has the journal's classes a second time. */
  private static final class ChildFirst extends URLClassLoader {

    ChildFirst(URL[] classes) {
      super(classes, SqliteProcessesTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("io.github.maestroevents.journal.internal.")) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : findClass(name);
    }
  }

  @Test
  void everyDurableEvent_isThere_afterTheProcessWasKilled() throws Exception {
    Random random = new Random(5);
    long durable = 0;
    for (int round = 0; round < 5; round++) {
      try (ChildProcess writer =
          ChildProcess.run(SqliteWriterProcess.class, directory.toString(), "64")) {
        int batches = 1 + random.nextInt(60);
        for (int i = 0; i < batches; i++) {
          durable = Long.parseLong(writer.line());
        }
        writer.kill();
        for (String more = writer.line(); more != null; more = writer.line()) {
          durable = Long.parseLong(more);
        }
      }
      try (EventJournal journal = SqliteJournal.at(directory).open()) {
        List<JournalEntry> all = readAll(journal);

        assertThat(all.size()).isGreaterThanOrEqualTo((int) durable);
        assertThat(sequences(all)).isEqualTo(numbers(1, all.size()));
        assertThat(journal.stats().events()).isEqualTo(all.size());
        assertThat(journal.stats().quarantined()).isZero();
      }
    }
    assertThat(Files.list(directory).map(f -> f.getFileName().toString()))
        .noneMatch(name -> name.contains("damaged"));
  }

  @Test
  void journalOfAProcessThatWasKilled_canBeOpened_beforeItsParentHasNoticedItsEnd()
      throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/stat")), "needs the /proc of Linux");
    // The shell becomes a program that never asks how its child has ended.
    List<String> carelessParent = List.of("/bin/sh", "-c", "\"$0\" \"$@\" & exec sleep 300");
    try (ChildProcess parent =
        ChildProcess.run(
            carelessParent, List.of(), SqliteWriterProcess.class, directory.toString(), "1")) {
      ProcessHandle shell = ProcessHandle.of(parent.pid()).orElseThrow();
      try {
        assertThat(parent.line()).isEqualTo("1");
        ProcessHandle host = shell.children().findFirst().orElseThrow();
        assertThatThrownBy(() -> SqliteJournal.at(directory).open())
            .hasMessageContaining("process " + host.pid() + " on ");

        assertThat(host.destroyForcibly()).isTrue();
        Path stat = Path.of("/proc/" + host.pid() + "/stat");
        Await.until(
            "the end of all its threads",
            Duration.ofMinutes(1),
            () -> ProcessStat.of(host.pid()).filter(ProcessStat::hasEnded).isPresent());
        try (EventJournal journal = SqliteJournal.at(directory).open()) {
          assertThat(journal.stats().events()).isPositive();
        }
        assertThat(Files.readString(stat)).contains(") Z ");
      } finally {
        shell.children().forEach(ProcessHandle::destroyForcibly);
      }
    }
  }

  @Test
  void anyProgram_mayRead_whileTheHostLives() throws Exception {
    try (ChildProcess host =
        ChildProcess.run(SqliteWriterProcess.class, directory.toString(), "1")) {
      assertThat(host.line()).isEqualTo("1");
      String url = "jdbc:sqlite:file:" + directory.resolve("events.db") + "?mode=ro";
      try (Connection reader = DriverManager.getConnection(url);
          ResultSet rows =
              reader
                  .createStatement()
                  .executeQuery("SELECT accepted, workflow_id, payload_bytes FROM event_list")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("2026-11-25T12:00:00Z");
        assertThat(rows.getString(2)).isEqualTo("daily report");
        assertThat(rows.getLong(3)).isEqualTo(100);
      }
      long seen = Long.parseLong(host.line());
      assertThat(seen).isGreaterThan(1);
    }
  }
}
