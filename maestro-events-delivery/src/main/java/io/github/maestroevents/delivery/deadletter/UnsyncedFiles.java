package io.github.maestroevents.delivery.deadletter;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files with lines that a power cut may still take away. They are opened by name, so that nobody
 * who writes to them meanwhile has to wait.
 *
 * @param files those written to
 * @param directory in which names have changed; null if none have
 */
record UnsyncedFiles(List<Path> files, @Nullable Path directory) {

  static final UnsyncedFiles NONE = new UnsyncedFiles(List.of(), null);

  /** Blocks on the disk. */
  void sync() throws IOException {
    for (Path file : files) {
      syncFile(file);
    }
    if (directory != null) {
      syncDirectory(directory);
    }
  }

  /**
   * To read, which is allowed longer: also where somebody has taken the right to write away since.
   * Some systems, such as Windows, force only what is open for writing.
   */
  private static void syncFile(Path file) throws IOException {
    try {
      force(file, StandardOpenOption.READ);
    } catch (NoSuchFileException movedAway) {
      return; // by somebody who has its lines now
    } catch (IOException notToRead) {
      try {
        force(file, StandardOpenOption.WRITE);
      } catch (IOException notToWriteEither) {
        notToWriteEither.addSuppressed(notToRead);
        throw notToWriteEither;
      }
    }
  }

  private static void force(Path file, StandardOpenOption way) throws IOException {
    try (FileChannel open = FileChannel.open(file, way)) {
      open.force(true);
    }
  }

  private static void syncDirectory(Path directory) throws IOException {
    FileChannel open;
    try {
      open = FileChannel.open(directory, StandardOpenOption.READ);
    } catch (IOException cannotBeOpened) {
      return; // not every system lets a directory be opened
    }
    try (open) {
      open.force(true);
    }
  }
}
