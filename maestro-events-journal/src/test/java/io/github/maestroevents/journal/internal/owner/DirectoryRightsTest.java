package io.github.maestroevents.journal.internal.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.maestroevents.delivery.store.JournalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryRightsTest {

  @TempDir Path directory;

  @BeforeEach
  void openToAll() throws Exception {
    assumeTrue(
        directory.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "needs modes of files");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  @Test
  void directoryOfEverybody_isRefused_andLeftAsItWas() {
    assertThatThrownBy(() -> DirectoryRights.requireNotEverybodys(directory))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("chmod o-w");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void fileSystemWithOneMode_isGoodEnough() throws Exception {
    DirectoryRights.requireNotEverybodys(directory, any -> true);
  }
}
