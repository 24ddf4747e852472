package io.github.maestroevents.security.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A file of this user's that an attack is after, and the ways to plant it elsewhere. */
record Victim(Path file) {

  private static final String CONTENT = "precious";
  private static final String MODE = "rw-r--r--";

  /** Of a stranger, by his number. */
  static final int STRANGER = 12_345;

  static Victim in(Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("precious"), CONTENT);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(MODE));
    return new Victim(file);
  }

  /** How it is planted under a name that is to be written to. */
  enum Planting {
    SYMBOLIC_LINK,
    HARD_LINK
  }

  void plant(Planting how, Path name) throws IOException {
    Files.deleteIfExists(name);
    if (how == Planting.SYMBOLIC_LINK) {
      Files.createSymbolicLink(name, file);
    } else {
      Files.createLink(name, file);
    }
  }

  void assertUntouched() throws IOException {
    assertThat(file).hasContent(CONTENT);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo(MODE);
  }

  /** Gives a file to a stranger; a test without the right to do so is skipped, and says so. */
  static void give(Path path) throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "needs root, to give files away");
    Files.setAttribute(path, "unix:uid", STRANGER);
  }
}
