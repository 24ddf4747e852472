package io.github.maestroevents.delivery.deadletter;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
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
   * To write: Windows, and servers of SMB, force nothing for somebody who only reads, without a
   * word. Where somebody has taken the right to write away since, reading has to do. A failure to
   * force is never tried again here: the system tells it once, and then claims that all is well.
   */
  private static void syncFile(Path file) throws IOException {
    try (FileChannel open = opened(file)) {
      open.force(true);
    } catch (NoSuchFileException movedAway) {
      return; // by somebody who has its lines now
    }
  }

  private static FileChannel opened(Path file) throws IOException {
    try {
      return FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException movedAway) {
      throw movedAway;
    } catch (IOException notToWrite) {
      return FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
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
