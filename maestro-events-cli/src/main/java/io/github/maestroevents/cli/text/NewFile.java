package io.github.maestroevents.cli.text;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.cli.console.LineOutput;
import io.github.maestroevents.cli.console.RefusedException;
import io.github.maestroevents.cli.console.UsageException;
import io.github.maestroevents.journal.inspect.JournalPlace;
import io.github.maestroevents.spi.LogText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that a command writes to. What is written goes to another one beside it, for its owner
 * alone, which takes its name when {@link #finish} says that it is whole: so nothing that stands at
 * the path is followed, opened or cut. What is there stays, unless the user has said otherwise; the
 * new file has its mode then, if that was a file of this user's. None lies in the directory of a
 * journal, which is the journal's alone.
 */
public final class NewFile implements AutoCloseable {

  private static final String PREFIX = ".maestro-events-";
  private static final Path DEVICES = Path.of("/dev");
  private static final Path THIS_PROCESS = Path.of("/proc/self");

  private final Path file;
  private final @Nullable Path unfinished;
  private final boolean overwrite;
  private final LineOutput out;
  private boolean isFinished;

  private NewFile(Path file, @Nullable Path unfinished, boolean overwrite, LineOutput out) {
    this.file = file;
    this.unfinished = unfinished;
    this.overwrite = overwrite;
    this.out = out;
  }

  /**
   * Opens it for writing.
   *
   * @param overwrite whether what is there may be replaced
   * @throws UsageException if something is there that may not, or cannot be
   * @throws RefusedException if nothing can be written there
   */
  public static NewFile open(Path file, boolean overwrite) {
    requireOutsideOfJournals(file);
    try {
      OutputStream output = ProcessOutputs.open(file);
      if (output == null && isDevice(file)) {
        output = Files.newOutputStream(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      }
      if (output != null) {
        return new NewFile(file, null, overwrite, new LineOutput(output));
      }
      requireReplaceable(file, overwrite);
      Path directory = requireNonNull(file.toAbsolutePath().getParent());
      Path unfinished = Files.createTempFile(directory, PREFIX, null, ownerOnly(file));
      unfinished.toFile().deleteOnExit();
      OutputStream out =
          Files.newOutputStream(unfinished, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      return new NewFile(file, unfinished, overwrite, new LineOutput(out));
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * Such as {@code /dev/null}, or a pipe of this user's: there is nothing to take its place. What
   * lies in {@code /dev} itself is the system's, unlike what lies in the directories below.
   */
  private static boolean isDevice(Path file) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        || !Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
            .isOther()) {
      return false;
    }
    boolean isOfSystem = DEVICES.equals(file.toAbsolutePath().getParent());
    if (!isOfSystem && Files.exists(THIS_PROCESS)) {
      UserPrincipal owner = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS);
      if (!owner.equals(Files.getOwner(THIS_PROCESS))) {
        throw new UsageException(file + " belongs to " + owner.getName() + ": name another");
      }
    }
    return true;
  }

  private static void requireReplaceable(Path file, boolean overwrite) {
    if (Files.isDirectory(file)) {
      throw new UsageException(file + " is a directory: name a file");
    }
    if (Files.isSymbolicLink(file)) {
      throw new UsageException(
          "There is a link " + file + " already, which is not followed: name another file");
    }
    if (!overwrite && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new UsageException("There is a file " + file + " already: name another, or --force");
    }
  }

  /** Where to write. */
  public LineOutput out() {
    return out;
  }

  /** All is written: on return it stands under its name, synced. */
  public void finish() {
    out.close();
    Path whole = unfinished;
    isFinished = true;
    if (whole == null) {
      return;
    }
    try {
      sync(whole);
      requireReplaceable(file, overwrite);
      if (Files.exists(file)) {
        keepMode(file, whole);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
      } else {
        nameNew(whole, file);
      }
      sync(requireNonNull(file.toAbsolutePath().getParent()));
    } catch (IOException e) {
      throw cannotWrite(file, e);
    } finally {
      delete(whole);
    }
  }

  /** The mode of a stranger's file is a stranger's choice, and that of another group's members. */
  private static void keepMode(Path from, Path to) throws IOException {
    if (!from.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    PosixFileAttributes old = posix(from);
    PosixFileAttributes made = posix(to);
    if (!old.owner().equals(made.owner())) {
      return;
    }
    Set<PosixFilePermission> mode = new HashSet<>(old.permissions());
    if (!old.group().equals(made.group())) {
      mode.removeAll(PosixFilePermissions.fromString("---rwx---"));
    }
    Files.setPosixFilePermissions(to, mode);
  }

  private static PosixFileAttributes posix(Path file) throws IOException {
    return Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** By a second name, which fails if the name is taken; where there are none, by a look before. */
  private static void nameNew(Path whole, Path name) throws IOException {
    try {
      Files.createLink(name, whole);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | IOException noLinks) { // or none are allowed here
      Files.move(whole, name);
    }
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel self = FileChannel.open(path, StandardOpenOption.READ)) {
      self.force(true);
    } catch (IOException e) {
      if (!Files.isDirectory(path)) { // not every system lets a directory be opened
        throw e;
      }
    }
  }

  /** Leaves nothing behind unless it is finished. */
  @Override
  public void close() {
    if (!isFinished) {
      try {
        out.close();
      } finally {
        delete(unfinished);
      }
    }
  }

  private static void delete(@Nullable Path unfinished) {
    try {
      if (unfinished != null) {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw new RefusedException(
          "Half a file is left in " + unfinished + ": remove it (" + LogText.of(e) + ")", e);
    }
  }

  private static RefusedException cannotWrite(Path file, IOException e) {
    return new RefusedException("Cannot write to " + file + ": " + LogText.of(e), e);
  }

  /**
   * Makes sure that a file does not come to lie in the directory of a journal.
   *
   * @throws UsageException if it would
   */
  public static void requireOutsideOfJournals(Path file) {
    Path directory = realDirectory(file);
    for (Path above = directory; above != null; above = above.getParent()) {
      if (JournalPlace.isJournal(above)) {
        throw new UsageException(
            above + " is the directory of a journal, and the journal's alone: name another");
      }
    }
    Path name = file.getFileName();
    if (directory != null && name != null && JournalPlace.isJournalFile(directory.resolve(name))) {
      throw new UsageException(file + " is the file of a journal: name another");
    }
  }

  /** As the system finds it: {@code link/..} is above what the link leads to. */
  private static @Nullable Path realDirectory(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    try {
      return directory == null ? null : directory.toRealPath();
    } catch (IOException notThere) {
      return directory; // opening the file says what is wrong
    }
  }
}
