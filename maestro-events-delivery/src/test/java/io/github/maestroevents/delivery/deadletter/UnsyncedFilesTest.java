package io.github.maestroevents.delivery.deadletter;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that are forced to the disk, by name. */
@Timeout(60)
class UnsyncedFilesTest {

  @TempDir Path directory;

  @Test
  void fileThatMayOnlyBeRead_isForcedAllTheSame() throws Exception {
    Path file = Files.copy(Path.of("/bin/sleep").toRealPath(), directory.resolve("sleep"));
    // Nobody may write to a program that runs, not even root, who may write to all else.
    Process running = new ProcessBuilder(file.toString(), "300").start();
    try {
      assumeTrue(isRefusedToWriters(file), "needs a system that protects programs that run");

      assertThatCode(() -> new UnsyncedFiles(List.of(file), null).sync())
          .doesNotThrowAnyException();
    } finally {
      running.destroyForcibly();
    }
  }

  @Test
  void fileThatIsGone_orWhoseDirectoryIs_isPassedOver() {
    Path gone = directory.resolve("gone").resolve("letters.jsonl");

    assertThatCode(() -> new UnsyncedFiles(List.of(gone), gone.getParent()).sync())
        .doesNotThrowAnyException();
  }

  @Test
  void fileThatCanBeOpenedInNoWay_isNamed() throws Exception {
    Path file = Files.createFile(directory.resolve("file")).resolve("letters.jsonl");

    assertThatThrownBy(() -> new UnsyncedFiles(List.of(file), null).sync())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }

  private static boolean isRefusedToWriters(Path file) {
    try {
      FileChannel.open(file, StandardOpenOption.WRITE).close();
      return false;
    } catch (IOException refused) {
      return true;
    }
  }
}
