package io.github.maestroevents.journal.internal.owner;

import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.spi.LogText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right of one process to write to a directory: a lock of the operating system on the file
 * {@value #FILE}, which tells who holds it. The lock goes with the process, however that ends; the
 * file stays.
 */
public final class DirectoryLock implements AutoCloseable {

  /** The file in the directory: {@value}. */
  public static final String FILE = "journal.lock";

  private static final Logger LOG = LoggerFactory.getLogger(DirectoryLock.class);
  private static final String HOLDER_HERE = "another journal of this process";
  private static final int LONGEST_HOLDER = 1024;
  private static final int LOOKS = 3;
  private static final long NANOS_BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(20);

  // POSIX drops a process's lock when it closes any descriptor of the file, so within this process
  // the directories it holds are known, and their files are not opened a second time. Known to all
  // class loaders: a system property each, which is text, so that programs can still store them.
  private static final String HELD_HERE = "io.github.maestroevents.journal.held.";

  // Where one was opened all the same, it stays open, for the lock of whoever holds the directory.
  private static final Queue<FileChannel> NEVER_CLOSED = new ConcurrentLinkedQueue<>();

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Takes the lock or fails at once.
   *
   * @param directory an existing directory
   * @throws JournalException if somebody else has it, naming who; or if the file cannot be written
   */
  public static DirectoryLock take(Path directory) {
    Path real;
    try {
      real = directory.toRealPath();
    } catch (IOException e) {
      throw new JournalException("Cannot open the journal's directory " + directory, e);
    }
    if (System.getProperties().putIfAbsent(HELD_HERE + real, "yes") != null) {
      throw refused(real, HOLDER_HERE);
    }
    try {
      return new DirectoryLock(real, lockedChannel(real));
    } catch (IOException | RuntimeException e) {
      System.getProperties().remove(HELD_HERE + real);
      if (e instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new JournalException(
          "Cannot write to the journal's directory "
              + real
              + ": it must be writable for this process, and its disk not full",
          e);
    }
  }

  /**
   * Who holds the directory, as its lock file tells; empty if nobody does. To find out it holds the
   * lock itself for a moment.
   */
  public static Optional<String> holder(Path directory) {
    try {
      if (System.getProperties().containsKey(HELD_HERE + directory.toRealPath())) {
        return Optional.of(ThisProcess.describe());
      }
    } catch (IOException e) {
      throw new JournalException("Cannot open the journal's directory " + directory, e);
    }
    if (!Files.isRegularFile(directory.resolve(FILE))) {
      return Optional.empty();
    }
    try (FileChannel file =
        FileChannel.open(
            directory.resolve(FILE), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      FileLock lock = file.tryLock(0, Long.MAX_VALUE, false);
      return lock == null ? Optional.of(text(file)) : Optional.empty();
    } catch (IOException e) {
      throw new JournalException("Cannot look who holds the journal's directory " + directory, e);
    }
  }

  private static FileChannel lockedChannel(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    OwnerOnly.createFile(file);
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean stays = false;
    try {
      if (!isLocked(channel)) {
        throw refused(directory, text(channel));
      }
      channel.truncate(0);
      ByteBuffer self = ByteBuffer.wrap(ThisProcess.describe().getBytes(StandardCharsets.UTF_8));
      while (self.hasRemaining()) {
        int unused = channel.write(self);
      }
      stays = true;
      return channel;
    } catch (OverlappingFileLockException heldByThisProcess) {
      NEVER_CLOSED.add(channel);
      stays = true;
      throw refused(directory, HOLDER_HERE);
    } finally {
      if (!stays) {
        channel.close();
      }
    }
  }

  /** Looks a few times, since {@link #holder} in another process has it for a moment. */
  private static boolean isLocked(FileChannel channel) throws IOException {
    for (int look = 1; look < LOOKS; look++) {
      if (channel.tryLock() != null) {
        return true;
      }
      LockSupport.parkNanos(NANOS_BETWEEN_LOOKS);
    }
    return channel.tryLock() != null;
  }

  private static String text(FileChannel file) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(LONGEST_HOLDER);
    while (content.hasRemaining() && file.read(content, content.position()) > 0) {}
    String text = new String(content.array(), 0, content.position(), StandardCharsets.UTF_8);
    return text.isBlank() ? "a process that has not told who it is" : LogText.oneLine(text.strip());
  }

  private static JournalException refused(Path directory, String holder) {
    return new JournalException(
        "The journal in "
            + directory
            + " is in use by "
            + holder
            + ". One process at a time: give each its own directory, or stop that one first");
  }

  /** Gives the directory free. Idempotent. */
  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      LOG.warn("Closing {} failed", directory.resolve(FILE), e);
    } finally {
      System.getProperties().remove(HELD_HERE + directory);
    }
  }
}
