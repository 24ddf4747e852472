package io.github.maestroevents.journal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.journal.SqliteJournal;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line, when its output is closed or its disk is full. */
class CliOutputTest {

  @TempDir Path directory;

  @BeforeEach
  void writeAJournal() {
    try (EventJournal journal = open()) {
      journal.append(LongStream.rangeClosed(1, 30).mapToObj(JournalCliTest::entry).toList());
    }
  }

  @Test
  void replay_toALogThatIsClosed_keepsWhatNobodyHasSeen() {
    CliRun whole = CliRun.of("replay", "--directory", place(), "--to-log", "--keep");
    CliRun run = CliRun.withOutputOf(1000, "replay", "--directory", place(), "--to-log");

    assertThat(run.exit()).isEqualTo(ExitCodes.INCOMPLETE);
    assertThat(run.err()).contains("the output is closed");
    try (EventJournal journal = open()) {
      assertThat(journal.stats().events()).isBetween(1L, 29L);
    }
    assertThat(whole.out()).startsWith(run.out());
  }

  @Test
  void export_toAClosedOutput_isNotCalledDone() {
    CliRun run = CliRun.withOutputOf(1000, "export", "--directory", place());

    assertThat(run.exit()).isEqualTo(ExitCodes.INCOMPLETE);
    assertThat(run.err()).contains("Not all of the output could be written");
  }

  private String place() {
    return directory.toString();
  }

  private EventJournal open() {
    return SqliteJournal.at(directory).keepFree(0).open();
  }
}
