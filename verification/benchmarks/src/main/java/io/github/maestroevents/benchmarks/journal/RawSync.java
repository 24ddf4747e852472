package io.github.maestroevents.benchmarks.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The disk and nothing else: writes as many bytes as the rows of a commit have and syncs them. The
 * file has its size beforehand and is written from its start again when it is full, so that no sync
 * has to wait for the file system's own records. For one thread.
 */
final class RawSync implements CommitLoop.Commit, AutoCloseable {

  private static final int FILE_BYTES = 8 << 20;

  private final FileChannel file;
  private final ByteBuffer bytes = ByteBuffer.allocateDirect(FILE_BYTES);
  private final double bytesPerEvent;
  private final boolean metadata;
  private long at;

  private RawSync(FileChannel file, double bytesPerEvent, boolean metadata) {
    this.file = file;
    this.bytesPerEvent = bytesPerEvent;
    this.metadata = metadata;
  }

  /**
   * Into a new file.
   *
   * @param metadata whether the file's times are synced too, as SQLite does on Linux (fsync), and
   *     not only its bytes (fdatasync)
   */
  static RawSync in(Path directory, double bytesPerEvent, boolean metadata) throws IOException {
    Path path = Files.createTempFile(directory, "raw", "");
    FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE);
    RawSync raw = new RawSync(file, bytesPerEvent, metadata);
    raw.write(FILE_BYTES);
    file.force(true);
    return raw;
  }

  @Override
  public void run(int events) throws IOException {
    write((int) Math.min(FILE_BYTES, Math.round(events * bytesPerEvent)));
    file.force(metadata);
  }

  private void write(int length) throws IOException {
    if (at + length > FILE_BYTES) {
      at = 0;
    }
    bytes.clear().limit(length);
    while (bytes.hasRemaining()) {
      at += file.write(bytes, at);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
