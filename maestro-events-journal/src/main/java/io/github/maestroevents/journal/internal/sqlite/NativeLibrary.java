package io.github.maestroevents.journal.internal.sqlite;

import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.internal.owner.DirectoryTrouble;
import io.github.maestroevents.journal.internal.owner.OwnerOnly;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;
import org.sqlite.util.OSInfo;

/**
 * SQLite's native library. The driver unpacks a megabyte into the temporary directory at each
 * start, and a process that is killed leaves it there. So the library is unpacked beside the
 * journal, once, and the driver is told to load that; unless the host has told the driver what to
 * load, or where to unpack.
 */
final class NativeLibrary {

  /** Where in the journal's directory it lies: {@value}. */
  static final String DIRECTORY = "native";

  private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);
  private static final String PATH = "org.sqlite.lib.path";
  private static final String NAME = "org.sqlite.lib.name";
  private static final String UNPACKED_TO = "org.sqlite.tmpdir";
  private static final Path THIS_PROCESS = Path.of("/proc/self");

  private NativeLibrary() {}

  /**
   * Loads it, if this process has not done so.
   *
   * @param journal the directory of a journal, which this process holds
   * @param mayUnpack whether the disk has room for the library
   * @throws JournalException if it cannot be loaded, with the reason
   */
  // The driver's own lock: it reads the properties under it, so it never sees ours by accident.
  @SuppressWarnings("LockOnNonEnclosingClassLiteral")
  static void load(Path journal, boolean mayUnpack) {
    synchronized (SQLiteJDBCLoader.class) {
      Optional<Path> library =
          isChosenByHost() || !mayUnpack ? Optional.empty() : unpacked(journal);
      @Nullable String path = System.getProperty(PATH);
      @Nullable String name = System.getProperty(NAME);
      try {
        library.ifPresent(
            file -> {
              System.setProperty(PATH, String.valueOf(file.getParent()));
              System.setProperty(NAME, String.valueOf(file.getFileName()));
            });
        boolean unused = SQLiteJDBCLoader.initialize();
      } catch (Exception | LinkageError e) { // the driver throws whatever it meets
        throw new JournalException(
            "SQLite's native library cannot be loaded: " + reason(journal, e), e);
      } finally {
        restore(PATH, path);
        restore(NAME, name);
      }
    }
  }

  private static boolean isChosenByHost() {
    return System.getProperty(PATH) != null
        || System.getProperty(NAME) != null
        || System.getProperty(UNPACKED_TO) != null;
  }

  private static void restore(String property, @Nullable String value) {
    if (value == null) {
      System.clearProperty(property);
    } else {
      System.setProperty(property, value);
    }
  }

  private static String reason(Path journal, Throwable e) {
    Path temporary =
        Path.of(System.getProperty(UNPACKED_TO, System.getProperty("java.io.tmpdir", "/tmp")));
    if (!Files.isDirectory(temporary)) {
      return temporary + ", where it is unpacked, is no directory";
    }
    if (DirectoryTrouble.isNoexec(temporary)) {
      return "neither "
          + journal
          + " nor "
          + temporary
          + " allows programs to run (noexec). Name a directory that does with the system"
          + " property "
          + UNPACKED_TO;
    }
    return Files.isWritable(temporary)
        ? String.valueOf(e.getMessage())
        : DirectoryTrouble.of(temporary, new IOException(e)) + " (" + temporary + ")";
  }

  /** Empty where it cannot lie safely or cannot be run; the driver then does as it always did. */
  private static Optional<Path> unpacked(Path journal) {
    Path directory = journal.resolve(DIRECTORY);
    String resource = LibraryLoaderUtil.getNativeLibName();
    try (InputStream packed =
        SQLiteJDBCLoader.class.getResourceAsStream(
            LibraryLoaderUtil.getNativeLibResourcePath() + "/" + resource)) {
      if (packed == null || DirectoryTrouble.isNoexec(journal)) {
        return Optional.empty();
      }
      OwnerOnly.createDirectory(directory);
      if (!isOursAlone(directory)) {
        return Optional.empty();
      }
      Path library =
          directory.resolve(
              SQLiteJDBCLoader.getVersion()
                  + "-"
                  + OSInfo.getNativeLibFolderPathForCurrentOS().replace('/', '-')
                  + "-"
                  + resource);
      byte[] content = packed.readAllBytes();
      if (!holds(library, content)) {
        write(library, content);
      }
      removeOthers(directory, library);
      return Optional.of(library);
    } catch (IOException | RuntimeException e) { // the driver's jar, and its reading of the system
      LOG.debug("SQLite's native library cannot be unpacked to {}", directory, e);
      return Optional.empty();
    }
  }

  /** Whoever may write there could have this process run what he likes. */
  private static boolean isOursAlone(Path directory) throws IOException {
    if (!Files.exists(THIS_PROCESS)) {
      return true; // no Linux: the directory is as this process has made it
    }
    PosixFileAttributes found = Files.readAttributes(directory, PosixFileAttributes.class);
    return found.owner().equals(Files.getOwner(THIS_PROCESS))
        && !found.permissions().contains(PosixFilePermission.GROUP_WRITE)
        && !found.permissions().contains(PosixFilePermission.OTHERS_WRITE);
  }

  private static boolean holds(Path library, byte[] content) throws IOException {
    return Files.isRegularFile(library)
        && Files.size(library) == content.length
        && Arrays.equals(Files.readAllBytes(library), content);
  }

  private static void write(Path library, byte[] content) throws IOException {
    Path unfinished = library.resolveSibling("unfinished");
    Files.deleteIfExists(unfinished);
    OwnerOnly.createFile(unfinished);
    Files.write(unfinished, content);
    Files.move(unfinished, library, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Those of other versions. */
  private static void removeOthers(Path directory, Path library) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path other : files.toList()) {
        if (!other.equals(library)) {
          Files.deleteIfExists(other);
        }
      }
    }
  }
}
