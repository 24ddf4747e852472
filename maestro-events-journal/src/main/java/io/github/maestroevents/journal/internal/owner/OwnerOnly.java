package io.github.maestroevents.journal.internal.owner;

import io.github.maestroevents.spi.SafeLogger;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * Files and directories that only their owner may use: modes 0600 and 0700, where there are any.
 * What somebody else has made keeps its mode: a volume that a group shares stays the group's.
 */
public final class OwnerOnly {

  private static final SafeLogger LOG = SafeLogger.of(OwnerOnly.class);
  private static final String FILE = "rw-------";
  private static final String DIRECTORY = "rwx------";

  private OwnerOnly() {}

  /**
   * Creates an empty file. One that exists must be this user's own; if its mode gives more to
   * others, that is taken away again.
   *
   * @throws io.github.maestroevents.delivery.store.JournalException if what exists is not this
   *     user's own
   */
  public static void createFile(Path file) throws IOException {
    try {
      Files.createFile(file, fileMode());
    } catch (FileAlreadyExistsException fromAnEarlierRun) {
      OwnFile.require(file);
      restrict(file);
    }
  }

  /**
   * Creates a directory and those above it, so that a power cut does not take them away again. One
   * that exists is left as it is.
   */
  public static void createDirectory(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path absolute = directory.toAbsolutePath();
    @Nullable Path above = absolute.getParent();
    if (above != null) {
      createDirectory(above);
    }
    try {
      Files.createDirectory(absolute, mode(DIRECTORY));
    } catch (FileAlreadyExistsException madeMeanwhile) {
      if (!Files.isDirectory(absolute)) {
        throw madeMeanwhile;
      }
    }
    if (above != null) {
      sync(above);
    }
  }

  /** A directory with a name that nobody else uses. */
  public static Path createTemporaryDirectory(Path above) throws IOException {
    return Files.createTempDirectory(above, ".maestro-events-", mode(DIRECTORY));
  }

  /** What was made, renamed or removed in a directory survives a power cut, where that can be. */
  public static void sync(Path directory) {
    try (FileChannel self = FileChannel.open(directory, StandardOpenOption.READ)) {
      self.force(true);
    } catch (IOException e) {
      LOG.debug("{} cannot be synced", directory, e);
    }
  }

  /** On the file that is opened for it, which is no link; not on whatever stands at its path. */
  private static void restrict(Path file) throws IOException {
    @Nullable PosixFileAttributeView view =
        Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (view == null
        || PosixFilePermissions.toString(view.readAttributes().permissions()).equals(FILE)) {
      return;
    }
    try {
      view.setPermissions(PosixFilePermissions.fromString(FILE));
    } catch (IOException notOurs) {
      if (!Files.isReadable(file) || !Files.isWritable(file)) {
        throw notOurs;
      }
      LOG.debug("{} keeps its mode", file, notOurs);
    }
  }

  /** To create a file with. */
  static FileAttribute<?>[] fileMode() {
    return mode(FILE);
  }

  private static FileAttribute<?>[] mode(String mode) {
    return hasModes()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean hasModes() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
