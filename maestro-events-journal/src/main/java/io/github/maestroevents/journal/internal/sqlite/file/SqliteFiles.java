package io.github.maestroevents.journal.internal.sqlite.file;

import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.internal.owner.DirectoryTrouble;
import io.github.maestroevents.journal.internal.owner.OwnFile;
import io.github.maestroevents.journal.internal.owner.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The files of a journal in its directory. */
public final class SqliteFiles {

  /** The database: {@value}. SQLite keeps its write-ahead log beside it. */
  public static final String DATABASE = "events.db";

  /** What SQLite reads and writes at once, its default: {@value} bytes. */
  public static final int PAGE_BYTES = 4096;

  private static final int MOST_SET_ASIDE = 10_000;

  private final Path directory;

  private SqliteFiles(Path directory) {
    this.directory = directory;
  }

  /** Creates the directory if need be, as its owner's alone. */
  public static SqliteFiles in(Path directory) {
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new JournalException(
          "The journal needs a directory, and " + directory + " is a file: name another");
    }
    try {
      OwnerOnly.createDirectory(directory);
      return new SqliteFiles(directory.toRealPath());
    } catch (IOException e) {
      throw new JournalException(
          "Cannot make "
              + directory
              + " a directory for the journal: "
              + DirectoryTrouble.of(nearest(directory), e),
          e);
    }
  }

  /** The directory, or the first above it that is there. */
  private static Path nearest(Path directory) {
    Path there = directory.toAbsolutePath();
    while (!Files.isDirectory(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return there;
  }

  public Path directory() {
    return directory;
  }

  public Path database() {
    return directory.resolve(DATABASE);
  }

  public Path log() {
    return directory.resolve(DATABASE + "-wal");
  }

  private Path rollbackJournal() {
    return directory.resolve(DATABASE + "-journal");
  }

  /**
   * Makes sure that what SQLite opens by name is this user's own, before it does; and afterwards
   * once more, since it may have been put there meanwhile.
   *
   * @throws JournalException if it is another's, or a link
   */
  public void requireOwn() {
    for (Path file : new Path[] {database(), log(), sharedMemory(), rollbackJournal()}) {
      OwnFile.require(file);
    }
  }

  /**
   * Makes sure of the files of a journal that is looked at, whoever's it is: none is a link, and
   * all of them belong to one user.
   *
   * @throws JournalException if one does not
   */
  public static void requireToLook(Path database) {
    OwnFile.requireNoLink(database);
    for (String suffix : new String[] {"-wal", "-shm", "-journal"}) {
      OwnFile.requireSameOwner(Path.of(database + suffix), database);
    }
  }

  public Path sharedMemory() {
    return directory.resolve(DATABASE + "-shm");
  }

  /** An empty database to salvage into; what an interrupted salvage left is deleted. */
  public Path salvage() throws IOException {
    deleteSalvage();
    Path salvage = unfinished();
    OwnFile.create(salvage).close();
    return salvage;
  }

  /** Deletes what is salvaged; the damaged database is still there. */
  public void deleteSalvage() throws IOException {
    for (String suffix : new String[] {"", "-wal", "-shm", "-journal"}) {
      Files.deleteIfExists(Path.of(unfinished() + suffix));
    }
    if (isThere(database())) {
      Files.deleteIfExists(salvaged());
    }
  }

  /** Also as a link that leads nowhere. */
  private static boolean isThere(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  private Path unfinished() {
    return directory.resolve(DATABASE + ".salvage");
  }

  /** Only what is complete gets this name, so that whoever finds it may put it in place. */
  private Path salvaged() {
    return directory.resolve(DATABASE + ".salvaged");
  }

  /** Gives the salvage, which is complete and closed, a name that says so. */
  public void keepSalvage() throws IOException {
    if (isThere(Path.of(unfinished() + "-wal"))) {
      throw new IOException(unfinished() + " was not closed: it still has a log");
    }
    Files.move(unfinished(), salvaged());
    sync();
  }

  /** Whether a complete salvage waits for the place of the database. */
  public boolean isSalvaged() {
    return isThere(salvaged());
  }

  /**
   * Puts the salvage in the place of the database.
   *
   * @return what the damaged one is now called, unless it had gone before
   * @throws JournalException if the salvage is not this user's own
   */
  public Path replaceBySalvage() throws IOException {
    OwnFile.require(salvaged());
    Path aside = setDatabaseAside();
    Files.move(salvaged(), database());
    sync();
    return aside;
  }

  private void sync() {
    OwnerOnly.sync(directory);
  }

  /**
   * Before SQLite does, so that it is nobody else's from its first byte on.
   *
   * @throws JournalException if there is one that is not this user's own
   */
  public void createDatabase() throws IOException {
    OwnerOnly.createFile(database());
  }

  /** Bytes on disk: the database and its log. */
  public long size() {
    return databaseSize() + logSize();
  }

  public long databaseSize() {
    return size(database());
  }

  public long logSize() {
    return size(log());
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException notThere) {
      return 0;
    }
  }

  /**
   * Gives the database and its log another name, so that SQLite can still open them together. The
   * log goes first: it must not be found beside the next database. Either may have gone before.
   */
  public Path setDatabaseAside() throws IOException {
    Path aside = free(DATABASE + ".damaged-");
    if (isThere(log())) {
      Files.move(log(), Path.of(aside + "-wal"));
    }
    Files.deleteIfExists(sharedMemory());
    if (isThere(database())) {
      Files.move(database(), aside);
    }
    sync();
    return aside;
  }

  /** Copies the log, because SQLite is about to cut it; all of it, or it throws. */
  public Path copyLog() throws IOException {
    Path copy = free(DATABASE + "-wal.damaged-");
    try (FileChannel from = OwnFile.open(log(), StandardOpenOption.READ);
        FileChannel to = OwnFile.create(copy)) {
      long size = from.size();
      for (long at = 0; at < size; ) {
        at += from.transferTo(at, size - at, to);
      }
      to.force(true);
      return copy;
    } catch (IOException e) {
      Files.deleteIfExists(copy);
      throw e;
    }
  }

  private Path free(String prefix) throws IOException {
    for (int number = 1; number <= MOST_SET_ASIDE; number++) {
      Path file = directory.resolve(prefix + number);
      if (!isThere(file) && !(isThere(log()) && isThere(Path.of(file + "-wal")))) {
        return file;
      }
    }
    throw new IOException("No name is left for a damaged file in " + directory);
  }
}
