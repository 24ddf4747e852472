package io.github.maestroevents.journal.internal.sqlite.file;

import static io.github.maestroevents.journal.testbed.Entries.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.journal.testbed.Tmpfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whose the files are, and directories that cannot be written to. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SqliteFilesTest {

  @TempDir Path directory;

  @Test
  void filesAndDirectory_areTheOwnersAlone() throws Exception {
    Path fresh = directory.resolve("a/b");
    try (EventJournal journal = SqliteJournal.at(fresh).keepFree(0).open()) {
      journal.append(range(1, 10));

      assertThat(mode(fresh)).isEqualTo("rwx------");
      try (Stream<Path> files = Files.walk(fresh)) {
        assertThat(files.filter(Files::isRegularFile).toList())
            .hasSizeGreaterThanOrEqualTo(3)
            .allSatisfy(file -> assertThat(mode(file)).as("%s", file).isEqualTo("rw-------"));
      }
    }
  }

  @Test
  void file_isRefused_asADirectory() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "text");

    assertThatThrownBy(() -> SqliteJournal.at(file).open())
        .isInstanceOf(JournalException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("is a file");
    assertThatThrownBy(() -> SqliteJournal.at(file.resolve("below")).open())
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("below");
  }

  @Test
  void readOnlyDirectory_isRefusedByName() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(directory, "4m")) {
      SqliteJournal.at(disk.path())
          .maxBytes(SqliteJournal.MIN_MAX_BYTES)
          .keepFree(0)
          .open()
          .close();
      disk.remount("ro");

      assertThatThrownBy(() -> SqliteJournal.at(disk.path()).open())
          .isInstanceOf(JournalException.class)
          .hasMessageContaining(disk.path().toRealPath().toString())
          .hasMessageContaining("writable");
    }
  }

  private static String mode(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
