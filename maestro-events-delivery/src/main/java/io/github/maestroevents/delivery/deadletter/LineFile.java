package io.github.maestroevents.delivery.deadletter;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One file that is open for appending whole lines. Not thread-safe.
 *
 * <p>A {@code FileOutputStream} writes, since a channel would be closed for good when the writing
 * thread is interrupted.
 */
final class LineFile implements Closeable {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final Path path;
  private final FileOutputStream out;

  /** What tells the file from another one at the same path; null where the file system has none. */
  private final @Nullable Object key;

  private final boolean isNew;

  private long size;

  /** How large the file was after the last line, which was then a whole one; -1 if not known. */
  private long sizeOfWholeLines;

  private LineFile(Path path, FileOutputStream out, @Nullable Object key, boolean isNew) {
    this.path = path;
    this.out = out;
    this.key = key;
    this.isNew = isNew;
    this.sizeOfWholeLines = isNew ? 0 : -1;
  }

  /**
   * Opens the file, or makes it for its owner alone. The mode of a file that exists stays.
   *
   * @throws FileSystemException if what is at the path is a link, or not this user's own file, or
   *     was put there meanwhile
   */
  static LineFile open(Path path) throws IOException {
    boolean isNew = makeUnlessThere(path);
    Object key = LetterFileCheck.require(path).fileKey();
    FileOutputStream out = new FileOutputStream(path.toFile(), true);
    LineFile opened = new LineFile(path, out, key, isNew);
    boolean stays = false;
    try {
      stays = opened.isInPlace(); // else a link may have been followed
    } finally {
      if (!stays) {
        out.close();
      }
    }
    if (!stays) {
      throw new NoSuchFileException(path.toString(), null, "was replaced while it was opened");
    }
    return opened;
  }

  private static boolean makeUnlessThere(Path path) throws IOException {
    try {
      if (hasModes(path)) {
        Files.createFile(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      } else {
        Files.createFile(path);
      }
      return true;
    } catch (FileAlreadyExistsException fromAnEarlierRun) {
      return false;
    }
  }

  private static boolean hasModes(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** Whether the file was there before and somebody beside its owner may read it. */
  boolean isOpenToOthers() throws IOException {
    if (isNew || !hasModes(path)) {
      return false;
    }
    Set<PosixFilePermission> modes = Files.getPosixFilePermissions(path);
    return modes.contains(PosixFilePermission.GROUP_READ)
        || modes.contains(PosixFilePermission.OTHERS_READ);
  }

  /** Whether this call has made the file. */
  boolean isNew() {
    return isNew;
  }

  /** Looks whether the file is still what stands at its path. */
  boolean isInPlace() throws IOException {
    try {
      BasicFileAttributes found =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      size = found.size();
      return key == null ? found.isRegularFile() : key.equals(found.fileKey());
    } catch (NoSuchFileException movedAway) {
      return false;
    }
  }

  /** How large the file was when {@link #isInPlace} looked. */
  long size() {
    return size;
  }

  /**
   * Writes all of the line or nothing, behind the last whole line. To be called when {@link
   * #isInPlace} has just looked.
   */
  void append(FileLine line) throws IOException {
    boolean isHalf = endsInHalfALine();
    long length = line.length();
    try {
      if (isHalf) {
        out.write('\n');
      }
      line.writeTo(out);
      sizeOfWholeLines = size + length + (isHalf ? 1 : 0);
    } catch (Throwable e) { // a full disk, or no memory in the middle of a large event
      cut(e);
      throw e;
    }
  }

  /** A process may have died, or a disk been full, in the middle of the last line. */
  private boolean endsInHalfALine() {
    if (size == 0 || size == sizeOfWholeLines) {
      return false;
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      file.seek(size - 1);
      return file.read() != '\n';
    } catch (IOException notReadable) {
      return true; // an empty line does no harm
    }
  }

  /** Takes half a line away again. Where that fails too, the next line begins with a line break. */
  private void cut(Throwable why) {
    boolean interrupted = Thread.interrupted(); // it would close the channel
    try {
      out.getChannel().truncate(size);
    } catch (IOException e) {
      why.addSuppressed(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
