package io.github.maestroevents.cli.text;

import io.github.maestroevents.cli.console.LineOutput;
import io.github.maestroevents.cli.console.RefusedException;
import io.github.maestroevents.cli.console.UsageException;
import io.github.maestroevents.journal.inspect.JournalPlace;
import io.github.maestroevents.spi.LogText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that a command writes to. One that is made is its owner's alone; one that is there keeps
 * its mode, and its content too, unless the user has said otherwise. None lies in the directory of
 * a journal, which is the journal's alone.
 */
public final class NewFile {

  private NewFile() {}

  /**
   * Opens it for writing.
   *
   * @param overwrite whether what is there may be overwritten
   */
  public static LineOutput open(Path file, boolean overwrite) {
    requireOutsideOfJournals(file);
    try {
      return new LineOutput(create(file));
    } catch (FileAlreadyExistsException e) {
      return new LineOutput(openOld(file, overwrite));
    } catch (IOException e) {
      throw new RefusedException("Cannot write to " + file + ": " + LogText.of(e), e);
    }
  }

  private static OutputStream create(Path file) throws IOException {
    FileAttribute<?>[] ownerOnly =
        file.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    return java.nio.channels.Channels.newOutputStream(
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly));
  }

  private static OutputStream openOld(Path file, boolean overwrite) {
    if (Files.isDirectory(file)) {
      throw new UsageException(file + " is a directory: name a file");
    }
    boolean isDevice = Files.exists(file) && !Files.isRegularFile(file); // such as /dev/null
    if (!overwrite && !isDevice) {
      throw new UsageException("There is a file " + file + " already: name another, or --force");
    }
    try {
      return Files.newOutputStream(
          file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException e) {
      throw new RefusedException("Cannot write to " + file + ": " + LogText.of(e), e);
    }
  }

  /**
   * Makes sure that a file does not come to lie in the directory of a journal.
   *
   * @throws UsageException if it would
   */
  public static void requireOutsideOfJournals(Path file) {
    for (Path above = real(file).getParent(); above != null; above = above.getParent()) {
      if (JournalPlace.isJournal(above)) {
        throw new UsageException(
            above + " is the directory of a journal, and the journal's alone: name another");
      }
    }
  }

  /** Where the file is, or will be, when links are followed. */
  private static Path real(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    try {
      if (Files.exists(absolute)) {
        return absolute.toRealPath();
      }
      Path parent = absolute.getParent();
      Path name = absolute.getFileName();
      return parent == null || name == null ? absolute : parent.toRealPath().resolve(name);
    } catch (IOException notThere) {
      return absolute; // opening it says what is wrong
    }
  }
}
