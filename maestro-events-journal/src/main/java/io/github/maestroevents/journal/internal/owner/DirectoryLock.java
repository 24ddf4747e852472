package io.github.maestroevents.journal.internal.owner;

import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.spi.SafeLogger;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The right of one process to write to a directory: a lock of the operating system on the file
 * {@value #FILE}, which tells who holds it. The lock goes with the process, however that ends; the
 * file stays.
 *
 * <p>Such a lock can be lost while its holder lives: whoever removes the file removes it, and so
 * does any part of the process that opens the file and closes it again. So the file also tells a
 * newcomer which process to look for, and {@link #renew} takes the lock again. A newcomer that sees
 * nothing of all this is met by what the database says of its owner.
 */
public final class DirectoryLock implements AutoCloseable {

  /** The file in the directory: {@value}. */
  public static final String FILE = "journal.lock";

  private static final SafeLogger LOG = SafeLogger.of(DirectoryLock.class);
  private static final String HOLDER_HERE = "another journal of this process";
  private static final int LOOKS = 3;
  private static final long NANOS_BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(20);

  // POSIX drops a process's lock when it closes any descriptor of the file, so within this process
  // the directories it holds are known, and their files are not opened a second time. Known to all
  // class loaders: a system property each, which is text, so that programs can still store them.
  private static final String HELD_HERE = "io.github.maestroevents.journal.held.";

  // Where one was opened all the same, it stays open, for the lock of whoever holds the directory.
  private static final Queue<FileChannel> NEVER_CLOSED = new ConcurrentLinkedQueue<>();

  private final Path directory;
  private final boolean fileWasThere;
  private LockFile file;
  private boolean closed;

  private DirectoryLock(Path directory, boolean fileWasThere, LockFile file) {
    this.directory = directory;
    this.fileWasThere = fileWasThere;
    this.file = file;
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
      boolean fileWasThere = Files.exists(real.resolve(FILE), LinkOption.NOFOLLOW_LINKS);
      return new DirectoryLock(real, fileWasThere, lockedFile(real));
    } catch (IOException | RuntimeException e) {
      System.getProperties().remove(HELD_HERE + real);
      if (e instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new JournalException(
          "Cannot write to the journal's directory " + real + ": " + DirectoryTrouble.of(real, e),
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
    if (!Files.exists(directory.resolve(FILE), LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try (LockFile file = LockFile.look(directory.resolve(FILE))) {
      boolean isHeld = !file.lock() || file.isHeldBySomebodyAlive();
      return isHeld ? Optional.of(file.holder()) : Optional.empty();
    } catch (IOException e) {
      throw new JournalException("Cannot look who holds the journal's directory " + directory, e);
    }
  }

  private static LockFile lockedFile(Path directory) throws IOException {
    LockFile file = LockFile.open(directory.resolve(FILE));
    boolean stays = false;
    try {
      if (!isLocked(file)) {
        throw refused(directory, file.holder());
      }
      if (file.isHeldBySomebodyAlive()) {
        throw refused(directory, file.holder() + ", which has lost its lock on " + FILE);
      }
      file.tellHolder();
      stays = true;
      return file;
    } catch (OverlappingFileLockException heldByThisProcess) {
      NEVER_CLOSED.add(file.channel());
      stays = true;
      throw refused(directory, HOLDER_HERE);
    } finally {
      if (!stays) {
        file.close();
      }
    }
  }

  /** Looks a few times, since {@link #holder} in another process has it for a moment. */
  private static boolean isLocked(LockFile file) throws IOException {
    for (int look = 1; look < LOOKS; look++) {
      if (file.lock()) {
        return true;
      }
      LockSupport.parkNanos(NANOS_BETWEEN_LOOKS);
    }
    return file.lock();
  }

  /** That the directory cannot be had, since this one has it. */
  public static JournalException refused(Path directory, String holder) {
    return new JournalException(
        "The journal in "
            + directory
            + " is in use by "
            + holder
            + ". One process at a time: give each its own directory, or stop that one first");
  }

  /**
   * Whether the file was there when the lock was taken. If it was not, somebody may have removed it
   * under a process that lives.
   */
  public boolean fileWasThere() {
    return fileWasThere;
  }

  /**
   * Takes the lock again, in case it was lost, and makes the file again if it was removed. Where
   * that fails, the next call tries again; who owns the journal is for its database to say.
   */
  public void renew() {
    boolean interrupted = Thread.interrupted(); // it would close the file, and lose the lock
    try {
      if (file.isInPlace()) {
        file.lockAgain();
      } else if (Files.isDirectory(directory)) {
        LockFile removed = file;
        file = lockedFile(directory);
        removed.close();
        LOG.warn(
            "{} was removed under this process, which has taken it again", directory.resolve(FILE));
      }
    } catch (IOException | RuntimeException e) { // the next call may do better
      LOG.debug("The lock of {} could not be taken again", directory, e);
    } finally {
      restore(interrupted);
    }
  }

  /** Gives the directory free. Idempotent. */
  @Override
  public void close() {
    close(false);
  }

  /**
   * Gives the directory free in which no journal was opened: a file that was not there goes again,
   * since it would keep the journal's own user out.
   */
  public void closeUnused() {
    close(!fileWasThere);
  }

  private void close(boolean removesFile) {
    if (closed) {
      return;
    }
    closed = true;
    boolean interrupted = Thread.interrupted(); // it would keep the file from telling of the end
    try (LockFile held = file) { // closed whatever becomes of what it tells
      held.tellNobody();
      if (removesFile && held.isInPlace()) {
        Files.deleteIfExists(directory.resolve(FILE));
      }
    } catch (IOException e) {
      LOG.warn("Closing {} failed", directory.resolve(FILE), e);
    } finally {
      System.getProperties().remove(HELD_HERE + directory);
      restore(interrupted);
    }
  }

  private static void restore(boolean interrupted) {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
