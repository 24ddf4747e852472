package io.github.maestroevents.journal.internal.owner;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Files and directories that only their owner may use: modes 0600 and 0700, where there are any.
 */
public final class OwnerOnly {

  private static final String FILE = "rw-------";
  private static final String DIRECTORY = "rwx------";

  private OwnerOnly() {}

  /** Creates an empty file; of one that exists, sets the mode. */
  public static void createFile(Path file) throws IOException {
    try {
      if (hasModes()) {
        Files.createFile(
            file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FILE)));
      } else {
        Files.createFile(file);
      }
    } catch (FileAlreadyExistsException fromAnEarlierRun) {
      restrict(file, FILE);
    }
  }

  /** Creates a directory and those above it; of one that exists, sets the mode. */
  public static void createDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      if (hasModes()) {
        Files.createDirectories(
            directory,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(DIRECTORY)));
      } else {
        Files.createDirectories(directory);
      }
    }
    restrict(directory, DIRECTORY);
  }

  private static void restrict(Path path, String mode) throws IOException {
    if (hasModes()
        && !PosixFilePermissions.toString(Files.getPosixFilePermissions(path)).equals(mode)) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
  }

  private static boolean hasModes() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
