package io.github.maestroevents.journal.internal.sqlite.file;

import static io.github.maestroevents.journal.testbed.Entries.numbers;
import static io.github.maestroevents.journal.testbed.Entries.range;
import static io.github.maestroevents.journal.testbed.Entries.readAll;
import static io.github.maestroevents.journal.testbed.Entries.sequences;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.SqliteJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that somebody removes, moves or replaces while a journal is open. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RemovedFilesTest {

  @TempDir Path parent;
  private Path directory;

  @BeforeEach
  void nameDirectory() {
    directory = parent.resolve("journal");
  }

  @ParameterizedTest
  @ValueSource(strings = {"events.db", "events.db-wal"})
  void removedFile_isNamedFromTheNextCommitOn_andWhatIsThereIsDelivered(String file)
      throws Exception {
    try (EventJournal journal = openWithThree()) {
      Files.delete(directory.resolve(file));

      assertRefused(journal, 4, file, "removed");
      assertRefused(journal, 5, file, "removed");
      assertThat(sequences(readAll(journal))).startsWith(1L, 2L, 3L);
      journal.acknowledge(new long[] {1, 2, 3});
    }
  }

  @Test
  void removedDirectory_isNamedFromTheNextCommitOn() throws Exception {
    try (EventJournal journal = openWithThree()) {
      removeAll(directory);

      assertRefused(journal, 4, "events.db", "removed");
      assertThat(sequences(readAll(journal))).startsWith(1L, 2L, 3L);
    }
  }

  @Test
  void movedDirectory_isNoticed_andPutBackAllGoesOn() throws Exception {
    try (EventJournal journal = openWithThree()) {
      Files.move(directory, parent.resolve("elsewhere"));
      assertRefused(journal, 4, "events.db", "moved away");

      Files.move(parent.resolve("elsewhere"), directory);
      journal.acknowledge(new long[] {4});
      journal.append(range(5, 6));
      assertThat(sequences(readAll(journal))).isEqualTo(List.of(1L, 2L, 3L, 5L, 6L));
    }
    try (EventJournal journal = SqliteJournal.at(directory).keepFree(0).open()) {
      assertThat(journal.stats().events()).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"events.db", "events.db-wal"})
  void replacedFile_isNoticed(String file) throws Exception {
    try (EventJournal journal = openWithThree()) {
      Path copy = Files.copy(directory.resolve(file), parent.resolve("copy"));
      Files.delete(directory.resolve(file));
      Files.move(copy, directory.resolve(file));

      assertRefused(journal, 4, file, "replaced");
    }
  }

  @Test
  void otherFiles_mayComeAndGo() throws Exception {
    try (EventJournal journal = openWithThree()) {
      for (int i = 0; i < 5; i++) {
        Path other = Files.writeString(directory.resolve("other"), "of somebody");
        journal.append(range(4 + 2 * i, 4 + 2 * i));
        Files.delete(other);
        journal.append(range(5 + 2 * i, 5 + 2 * i));
      }

      assertThat(sequences(readAll(journal))).isEqualTo(numbers(1, 13));
    }
  }

  private EventJournal openWithThree() {
    EventJournal journal = SqliteJournal.at(directory).keepFree(0).open();
    journal.append(range(1, 3));
    return journal;
  }

  private static void assertRefused(EventJournal journal, long sequence, String file, String how) {
    assertThatThrownBy(() -> journal.append(range(sequence, sequence)))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining(file)
        .hasMessageContaining(how);
  }

  private static void removeAll(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
