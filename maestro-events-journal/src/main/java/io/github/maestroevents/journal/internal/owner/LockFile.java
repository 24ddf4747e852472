package io.github.maestroevents.journal.internal.owner;

import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.spi.LogText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An open file that one process at a time can lock, and that tells which one: a line for people,
 * and one for programs. Nothing stands in it when its holder has closed it in order.
 */
final class LockFile implements AutoCloseable {

  // Two bytes far behind the text. A holder has one of them, and can lock the other before it gives
  // the first one up, so that it is never without; whoever wants the lock needs both.
  private static final long FIRST_BYTE = 1L << 30;

  private static final int LONGEST_TEXT = 2048;

  private final Path path;
  private final FileChannel channel;
  private @Nullable FileLock held;

  private LockFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Opens the file to hold it, or makes it.
   *
   * @throws JournalException if what stands there is not this user's own, or is not a lock
   */
  static LockFile open(Path path) throws IOException {
    try {
      return new LockFile(path, OwnFile.create(path));
    } catch (FileAlreadyExistsException fromAnEarlierRun) {
      FileChannel channel = OwnFile.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
      LockFile file = new LockFile(path, channel);
      if (!file.isLock()) {
        channel.close();
        throw new JournalException(
            "Cannot use "
                + path
                + ": it holds something else than the name of the process that has the journal."
                + " Give the journal a directory of its own, or move the file away");
      }
      return file;
    }
  }

  /** Opens a file that exists, to see who holds it. */
  static LockFile look(Path path) throws IOException {
    return new LockFile(
        path, OwnFile.openAsItIs(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  /** Nothing, which a power cut can leave as NULs; or what this class has written. */
  private boolean isLock() {
    String text = lines()[0].replace('\0', ' ');
    return text.isBlank() || text.startsWith(ThisProcess.FIRST_WORD);
  }

  FileChannel channel() {
    return channel;
  }

  /** Locks it, unless another process has. */
  boolean lock() throws IOException {
    FileLock first = channel.tryLock(FIRST_BYTE, 1, false);
    if (first == null) {
      return false;
    }
    try (FileLock second = channel.tryLock(FIRST_BYTE + 1, 1, false)) {
      if (second != null) {
        held = first;
      }
      return second != null;
    } finally {
      if (held == null) {
        first.release();
      }
    }
  }

  /** For a holder, whose lock the system may have dropped meanwhile. */
  void lockAgain() throws IOException {
    FileLock former = held;
    if (former == null) {
      return;
    }
    long other = former.position() == FIRST_BYTE ? FIRST_BYTE + 1 : FIRST_BYTE;
    FileLock next = channel.tryLock(other, 1, false);
    if (next != null) {
      former.release();
      held = next;
    }
  }

  /** Whether the file is still what stands at its path. */
  boolean isInPlace() {
    Optional<ProcessIdentity> told = identity();
    return told.isEmpty() || told.get().file().equals(ProcessIdentity.holding(path).file());
  }

  /** Whether another process is seen to live that has not closed the file in order. */
  boolean isHeldBySomebodyAlive() {
    return identity().filter(holder -> holder.livesElsewhere(path)).isPresent();
  }

  /** What the file tells people of its holder. */
  String holder() {
    String[] lines = lines();
    return lines[0].isBlank()
        ? "a process that has not told who it is"
        : LogText.oneLine(lines[0].strip());
  }

  private Optional<ProcessIdentity> identity() {
    String[] lines = lines();
    return lines.length < 2 ? Optional.empty() : ProcessIdentity.parse(lines[1]);
  }

  private String[] lines() {
    ByteBuffer content = ByteBuffer.allocate(LONGEST_TEXT);
    try {
      while (content.hasRemaining() && channel.read(content, content.position()) > 0) {}
    } catch (IOException unreadable) {
      return new String[] {""};
    }
    return new String(content.array(), 0, content.position(), StandardCharsets.UTF_8)
        .split("\n", -1);
  }

  /** Writes down that this process holds it. */
  void tellHolder() throws IOException {
    clear();
    String text = ThisProcess.describe() + "\n" + ProcessIdentity.holding(path) + "\n";
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      int unused = channel.write(bytes, bytes.position());
    }
  }

  /** Writes down that nobody holds it, unless another process says that it does. */
  void tellNobody() throws IOException {
    ProcessIdentity self = ProcessIdentity.holding(path);
    if (identity().filter(holder -> holder.isOtherProcessThan(self)).isEmpty()) {
      clear();
    }
  }

  private void clear() throws IOException {
    channel.truncate(0);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
