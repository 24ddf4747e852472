package io.github.maestroevents.journal.internal.sqlite;

import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.internal.owner.DirectoryRights;
import io.github.maestroevents.journal.internal.owner.DirectoryTrouble;
import io.github.maestroevents.journal.internal.owner.OwnFile;
import io.github.maestroevents.journal.internal.owner.OwnerOnly;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.SafeLogger;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

  private static final SafeLogger LOG = SafeLogger.of(NativeLibrary.class);
  private static final String PATH = "org.sqlite.lib.path";
  private static final String NAME = "org.sqlite.lib.name";
  private static final String UNPACKED_TO = "org.sqlite.tmpdir";

  private NativeLibrary() {}

  /**
   * Loads it, if this process has not done so. What may not be loaded from beside the journal, as
   * SELinux and AppArmor can have it without any sign before, is left to the driver, which unpacks
   * it to the temporary directory.
   *
   * @param journal the directory of a journal, which this process holds
   * @param mayUnpack whether the disk has room for the library
   * @throws JournalException if it cannot be loaded, with the places tried and the reason
   */
  // The driver's own lock: it reads the properties under it, so it never sees ours by accident.
  @SuppressWarnings("LockOnNonEnclosingClassLiteral")
  static void load(Path journal, boolean mayUnpack) {
    synchronized (SQLiteJDBCLoader.class) {
      Optional<Path> library =
          isChosenByHost() || !mayUnpack ? Optional.empty() : unpacked(journal);
      if (library.isPresent() && isLoadedFrom(library.get())) {
        return;
      }
      try {
        boolean unused = SQLiteJDBCLoader.initialize();
      } catch (Exception | LinkageError e) { // the driver throws whatever it meets
        throw new JournalException(failure(journal, e), e);
      }
    }
  }

  /** The host has set neither of the properties, and finds neither afterwards. */
  private static boolean isLoadedFrom(Path library) {
    try {
      System.setProperty(PATH, String.valueOf(library.getParent()));
      System.setProperty(NAME, String.valueOf(library.getFileName()));
      return SQLiteJDBCLoader.initialize();
    } catch (Exception | LinkageError e) { // the driver throws whatever it meets
      LOG.info(
          "SQLite's native library may not be loaded from {}, so it is unpacked to {} at each"
              + " start: {}",
          library.getParent(),
          temporary(),
          LogText.of(e));
      return false;
    } finally {
      System.clearProperty(PATH);
      System.clearProperty(NAME);
    }
  }

  private static boolean isChosenByHost() {
    return System.getProperty(PATH) != null
        || System.getProperty(NAME) != null
        || System.getProperty(UNPACKED_TO) != null;
  }

  static String failure(Path journal, Throwable e) {
    if (isChosenByHost()) {
      return "SQLite's native library cannot be loaded as the system properties "
          + List.of(PATH, NAME, UNPACKED_TO)
          + " say: "
          + reason(e);
    }
    return "SQLite's native library can be loaded neither from "
        + journal.resolve(DIRECTORY)
        + " nor from "
        + temporary()
        + ": "
        + reason(e)
        + ". Name a directory that this process may write to and load code from with the system"
        + " property "
        + UNPACKED_TO;
  }

  private static String reason(Throwable e) {
    Path temporary = temporary();
    if (!Files.isDirectory(temporary)) {
      return temporary + ", where it is unpacked, is no directory";
    }
    if (DirectoryTrouble.isNoexec(temporary)) {
      return temporary + " allows no programs to run (noexec)";
    }
    return Files.isWritable(temporary)
        ? LogText.of(e)
        : DirectoryTrouble.of(temporary, new IOException(e)) + " (" + temporary + ")";
  }

  /** Where the driver unpacks it. */
  private static Path temporary() {
    return Path.of(System.getProperty(UNPACKED_TO, System.getProperty("java.io.tmpdir", "/tmp")));
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
      @Nullable String why = whyNotOursAlone(directory);
      if (why != null) {
        LOG.warn(
            "SQLite's native library is not loaded from {}, where others could replace it, but"
                + " unpacked to {} at each start: {}",
            directory,
            temporary(),
            why);
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
      removeOthers(directory, library, resource);
      return Optional.of(library);
    } catch (IOException | RuntimeException e) { // the driver's jar, and its reading of the system
      LOG.debug("SQLite's native library cannot be unpacked to {}", directory, e);
      return Optional.empty();
    }
  }

  /**
   * Whoever may write there, or may put another directory in its place, could have this process run
   * what he likes.
   *
   * @return why it is not, for people; null if it is
   */
  private static @Nullable String whyNotOursAlone(Path directory) throws IOException {
    if (!DirectoryRights.isThisUsersAlone(directory)) {
      return DirectoryTrouble.describe(directory)
          + ", and must be a directory of this process's user that nobody else may write to";
    }
    return DirectoryRights.openToEverybody(directory)
        .map(
            open ->
                "everybody may replace what is in "
                    + open
                    + " ("
                    + DirectoryTrouble.describe(open)
                    + "). Take that right away (chmod o-w)")
        .orElse(null);
  }

  private static boolean holds(Path library, byte[] content) throws IOException {
    if (!Files.isRegularFile(library, LinkOption.NOFOLLOW_LINKS)
        || Files.size(library) != content.length) {
      return false;
    }
    try (FileChannel found = OwnFile.open(library, StandardOpenOption.READ)) {
      return Arrays.equals(Channels.newInputStream(found).readAllBytes(), content);
    }
  }

  private static void write(Path library, byte[] content) throws IOException {
    Path unfinished = library.resolveSibling("unfinished");
    Files.deleteIfExists(unfinished);
    try (FileChannel made = OwnFile.create(unfinished)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        int unused = made.write(bytes);
      }
    }
    Files.move(unfinished, library, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Those of other versions; not what somebody else keeps there. */
  private static void removeOthers(Path directory, Path library, String resource)
      throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path other : files.toList()) {
        if (!other.equals(library) && other.toString().endsWith("-" + resource)) {
          Files.deleteIfExists(other);
        }
      }
    }
  }
}
