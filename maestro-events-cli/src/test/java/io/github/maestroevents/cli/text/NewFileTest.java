package io.github.maestroevents.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.maestroevents.cli.console.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFileTest {

  private static final Path SHARED = Path.of("/dev/shm");
  private static final int STRANGER = 12_345;

  @TempDir Path temporary;

  @BeforeEach
  void requireModes() {
    assumeTrue(
        temporary.getFileSystem().supportedFileAttributeViews().contains("unix"), "needs modes");
  }

  @Test
  void linkBelowDev_thatIsNoOutputOfThisProcess_isRefused() throws Exception {
    assumeTrue(Files.isWritable(SHARED), "needs /dev/shm");
    Path directory = Files.createTempDirectory(SHARED, "new-file-test");
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("/dev/null"));
    try {
      assertThatThrownBy(() -> write(link)).isInstanceOf(UsageException.class);
    } finally {
      Files.delete(link);
      Files.delete(directory);
    }
  }

  @Test
  void pipeBelowDev_ofAnotherUser_isRefused() throws Exception {
    assumeTrue(Files.isWritable(SHARED), "needs /dev/shm");
    Path directory = Files.createTempDirectory(SHARED, "new-file-test");
    Path pipe = directory.resolve("pipe");
    try {
      assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
      giveAway(pipe);
      Process reader = // so that opening does not wait for one
          new ProcessBuilder("cat", pipe.toString()).start();
      try {
        assertThatThrownBy(() -> write(pipe))
            .isInstanceOf(UsageException.class)
            .hasMessageContaining("belongs to");
      } finally {
        reader.destroyForcibly().waitFor();
      }
    } finally {
      Files.deleteIfExists(pipe);
      Files.delete(directory);
    }
  }

  @Test
  void fileThatTheProcessHasOpenForItself_isRefused() {
    assumeTrue(Files.isRegularFile(Path.of("/dev/fd/3")), "needs the JVM's own file");

    assertThatThrownBy(() -> write(Path.of("/dev/fd/3")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is no pipe");
  }

  @Test
  void deviceOfTheSystem_isWrittenTo_andNotReplaced() {
    write(Path.of("/dev/null"));

    assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
  }

  @Test
  void fileOfAnotherUser_doesNotGiveItsMode_toWhatReplacesIt() throws Exception {
    Path file = file("rw-rw-rw-");
    giveAway(file);

    write(file);

    assertThat(mode(file)).isEqualTo("rw-------");
  }

  @Test
  void fileOfAnotherGroup_doesNotGiveItsRights_toThisUsersGroup() throws Exception {
    Path file = file("rw-rw-r--");
    assumeTrue("root".equals(System.getProperty("user.name")), "needs root, to change the group");
    Files.setAttribute(file, "unix:gid", STRANGER);

    write(file);

    assertThat(mode(file)).isEqualTo("rw----r--");
  }

  @Test
  void fileOfThisUser_givesItsMode() throws Exception {
    Path file = file("rw-r-----");

    write(file);

    assertThat(mode(file)).isEqualTo("rw-r-----");
  }

  private Path file(String mode) throws Exception {
    Path file = Files.createFile(temporary.resolve("file"));
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static void giveAway(Path file) throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "needs root, to give a file away");
    Files.setAttribute(file, "unix:uid", STRANGER);
  }

  private static void write(Path file) {
    try (NewFile made = NewFile.open(file, true)) {
      made.finish();
    }
  }
}
