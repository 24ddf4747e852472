package io.github.maestroevents.journal.internal.sqlite.file;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much of the disk under a directory is free for this process. */
public final class DiskSpace {

  private final FileStore disk;

  private DiskSpace(FileStore disk) {
    this.disk = disk;
  }

  public static DiskSpace of(Path directory) throws IOException {
    return new DiskSpace(Files.getFileStore(directory));
  }

  /** Everything, if the system cannot tell: then the write itself will. */
  public long usableBytes() {
    try {
      return disk.getUsableSpace();
    } catch (IOException cannotTell) {
      return Long.MAX_VALUE;
    }
  }
}
