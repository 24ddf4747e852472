package io.github.maestroevents.delivery.deadletter;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file to append to, bounded in size, with a bounded number of predecessors. Not thread-safe. */
final class RotatingFile implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(JsonLinesDeadLetterFile.class);
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final Path path;
  private final long maxBytes;
  private final int maxFiles;
  private FileChannel channel;
  private long size;

  private RotatingFile(Path path, long maxBytes, int maxFiles, FileChannel channel)
      throws IOException {
    this.path = path;
    this.maxBytes = maxBytes;
    this.maxFiles = maxFiles;
    this.channel = channel;
    this.size = channel.size();
  }

  static RotatingFile open(Path path, long maxBytes, int maxFiles) throws IOException {
    return new RotatingFile(path, maxBytes, maxFiles, openChannel(path));
  }

  private static FileChannel openChannel(Path path) throws IOException {
    if (hasModes()) {
      FileAttribute<?> ownerOnly = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
      try {
        Files.createFile(path, ownerOnly);
      } catch (FileAlreadyExistsException fromAnEarlierRun) {
        Files.setPosixFilePermissions(path, OWNER_ONLY);
      }
    }
    return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static boolean hasModes() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  void append(byte[] line) throws IOException {
    if (size > 0 && size + line.length > maxBytes) {
      rotate();
    }
    boolean interrupted = Thread.interrupted(); // it would close the channel for good
    try {
      write(ByteBuffer.wrap(line));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Writes all of it or nothing, so that half a line never spoils the next. */
  private void write(ByteBuffer line) throws IOException {
    try {
      while (line.hasRemaining()) {
        int unused = channel.write(line);
      }
      size += line.limit();
    } catch (IOException e) {
      if (channel.isOpen()) {
        channel.truncate(size);
      }
      throw e;
    }
  }

  private void rotate() throws IOException {
    channel.close();
    try {
      Path oldest = predecessor(maxFiles - 1);
      if (Files.exists(oldest)) {
        LOG.warn("Dead letters of {} are deleted to make room", oldest);
      }
      for (int i = maxFiles - 1; i > 0; i--) {
        if (Files.exists(predecessor(i - 1))) {
          Files.move(predecessor(i - 1), predecessor(i), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      if (maxFiles == 1) {
        Files.deleteIfExists(path);
      }
    } finally {
      channel = openChannel(path);
      size = channel.size();
    }
  }

  /** The file itself, then its predecessors from the youngest to the oldest. */
  private Path predecessor(int number) {
    return number == 0 ? path : path.resolveSibling(path.getFileName() + "." + number);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.warn("Closing {} failed", path, e);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
