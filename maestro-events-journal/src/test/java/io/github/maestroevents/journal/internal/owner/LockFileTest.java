package io.github.maestroevents.journal.internal.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.journal.testbed.ChildProcess;
import io.github.maestroevents.journal.testbed.LockingProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lock of a journal's directory, seen from other processes. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class LockFileTest {

  private static final long FIRST_BYTE = 1L << 30;

  @TempDir Path directory;

  @Test
  void holderThatTakesItAgain_isNeverWithout_alsoWhenAnotherHasTheSecondByte() throws Exception {
    Path path = Files.createFile(directory.resolve("lock"));
    try (LockFile file = LockFile.open(path)) {
      assertThat(file.lock()).isTrue();
      try (ChildProcess other = lockByte(path, FIRST_BYTE + 1)) {
        assertThat(other.line()).isEqualTo("locked");

        file.lockAgain();

        try (ChildProcess third = lockByte(path, FIRST_BYTE)) {
          assertThat(third.line()).as("what the holder has not given up").isEqualTo("refused");
        }
      }
    }
  }

  @Test
  void lock_isNotHalfTaken_whenAnotherHasTheSecondByte() throws Exception {
    Path path = Files.createFile(directory.resolve("lock"));
    try (LockFile file = LockFile.open(path);
        ChildProcess other = lockByte(path, FIRST_BYTE + 1)) {
      assertThat(other.line()).isEqualTo("locked");

      assertThat(file.lock()).isFalse();

      try (ChildProcess third = lockByte(path, FIRST_BYTE)) {
        assertThat(third.line()).isEqualTo("locked");
      }
    }
  }

  private static ChildProcess lockByte(Path path, long position) throws Exception {
    return ChildProcess.run(LockingProcess.class, path.toString(), Long.toString(position));
  }
}
