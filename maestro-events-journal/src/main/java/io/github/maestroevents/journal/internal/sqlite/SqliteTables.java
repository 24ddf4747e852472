package io.github.maestroevents.journal.internal.sqlite;

import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.delivery.store.JournalFullException;
import io.github.maestroevents.delivery.store.JournalStats;
import io.github.maestroevents.journal.internal.jdbc.JournalTables;
import io.github.maestroevents.journal.internal.jdbc.ToldSqlException;
import io.github.maestroevents.journal.internal.owner.DirectoryLock;
import io.github.maestroevents.journal.internal.owner.DirectoryRights;
import io.github.maestroevents.journal.internal.owner.DirectoryTrouble;
import io.github.maestroevents.journal.internal.owner.OwnerOnly;
import io.github.maestroevents.journal.internal.row.DamagedRow;
import io.github.maestroevents.journal.internal.row.StoredEvent;
import io.github.maestroevents.journal.internal.sqlite.file.DiskSpace;
import io.github.maestroevents.journal.internal.sqlite.file.FilesInPlace;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteErrors;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteFiles;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteSettings;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteTimeLimit;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteTrouble;
import io.github.maestroevents.journal.internal.sqlite.file.WriteAheadLog;
import io.github.maestroevents.journal.internal.sqlite.rows.SqliteOwner;
import io.github.maestroevents.journal.internal.sqlite.rows.SqliteSpaceCheck;
import io.github.maestroevents.journal.internal.sqlite.rows.SqliteSpaceReturn;
import io.github.maestroevents.journal.internal.sqlite.rows.SqliteStore;
import io.github.maestroevents.journal.internal.sqlite.salvage.SqliteSalvage;
import io.github.maestroevents.spi.SafeLogger;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A journal in a SQLite file: keeps within the quota and the free disk, says what failed and where,
 * and saves what can be read when a part of the file is damaged. Confined to the journal thread.
 */
public final class SqliteTables implements JournalTables {

  private static final SafeLogger LOG = SafeLogger.of(SqliteTables.class);

  /** With less than this free, an input/output error means that the disk is full. */
  private static final long NOTHING_FREE_BYTES = 256L << 10;

  /** With so much to spare, the native library is unpacked beside the journal. */
  private static final long SPARE_FOR_LIBRARY_BYTES = 8L << 20;

  private final SqliteFiles files;
  private final SqliteSettings settings;
  private final DirectoryLock lock;
  private final DiskSpace disk;
  private final SqliteSpaceCheck spaceCheck;
  private final SqliteSpaceReturn spaceReturn;
  private final WriteAheadLog log;
  private final SqliteOwner owner;
  private SqliteStore store;
  private FilesInPlace inPlace;

  /** Whether something has failed, so that all that is kept of the file must be made anew. */
  private boolean isUnfit;

  /**
   * Whether writing to the log has failed: the system may have dropped what it could not write, and
   * say of the next sync that all is well.
   */
  private boolean isLogInDoubt;

  private @Nullable JournalException broken;

  private SqliteTables(
      SqliteFiles files,
      SqliteSettings settings,
      DiskSpace disk,
      DirectoryLock lock,
      SqliteOwner owner,
      SqliteStore store) {
    this.files = files;
    this.settings = settings;
    this.lock = lock;
    this.store = store;
    this.disk = disk;
    this.owner = owner;
    this.inPlace = FilesInPlace.of(files);
    this.isUnfit = !store.isClaimed();
    this.log = new WriteAheadLog(files);
    this.spaceCheck = new SqliteSpaceCheck(files, settings, disk, log);
    this.spaceReturn = new SqliteSpaceReturn(files, log, settings.clock());
  }

  /**
   * Opens the tables in a directory, or creates them.
   *
   * @throws JournalException as {@code SqliteJournal.open} has it
   */
  public static SqliteTables open(Path directory, SqliteSettings settings) {
    SqliteFiles files = SqliteFiles.in(directory);
    requireSafe(files); // first: else this process leaves its lock in what is another user's
    DirectoryLock lock = DirectoryLock.take(files.directory());
    try {
      files.requireOwn();
      DiskSpace disk = DiskSpace.of(files.directory());
      long spareBytes = disk.usableBytes() - settings.keepFreeBytes();
      NativeLibrary.load(files.directory(), spareBytes > SPARE_FOR_LIBRARY_BYTES);
      SqliteTimeLimit limit = SqliteTimeLimit.of(settings.clock(), SqliteTimeLimit.OPENING);
      requireNoLivingOwner(files, lock, limit);
      SqliteOwner owner = SqliteOwner.of(files);
      SqliteStore store = new SqliteOpening(files, settings, disk, owner, limit).open();
      OwnerOnly.sync(files.directory()); // a new file survives a power cut
      return new SqliteTables(files, settings, disk, lock, owner, store);
    } catch (IOException e) {
      lock.closeUnused();
      throw cannotOpen(files, e);
    } catch (RuntimeException | Error e) {
      lock.closeUnused();
      throw e;
    }
  }

  private static void requireSafe(SqliteFiles files) {
    try {
      files.requireOwn();
      DirectoryRights.requireNotEverybodys(files.directory());
    } catch (IOException e) {
      throw cannotOpen(files, e);
    }
  }

  private static JournalException cannotOpen(SqliteFiles files, IOException e) {
    return new JournalException(
        "Cannot open the journal "
            + files.database()
            + ": "
            + DirectoryTrouble.of(files.directory(), e),
        e);
  }

  /** A lock file that is not there may have been removed under a process that lives. */
  private static void requireNoLivingOwner(
      SqliteFiles files, DirectoryLock lock, SqliteTimeLimit limit) {
    if (!lock.fileWasThere()) {
      SqliteOwner.livingHolder(files.database(), limit)
          .ifPresent(
              holder -> {
                throw DirectoryLock.refused(
                    files.directory(), holder + ", whose " + DirectoryLock.FILE + " was removed");
              });
    }
  }

  @Override
  public long lastSequence() {
    return store.lastSequence();
  }

  @Override
  public void insert(List<JournalEntry> entries) {
    List<StoredEvent> rows = new ArrayList<>(entries.size());
    long bytes = 0;
    for (JournalEntry entry : entries) {
      StoredEvent row = StoredEvent.of(entry);
      bytes += row.bytes();
      rows.add(row);
    }
    long needed = bytes + bytes / 4; // the tree's own pages, and what is left empty in pages
    run(
        "write to",
        () -> {
          spaceCheck.require(store, needed, rows.size());
          store.insert(rows, needed);
          return rows.size();
        });
    inPlace.require(); // after the commit: what was removed before it is noticed in time
  }

  @Override
  public List<StoredEvent> select(long after, int maxRows, long maxBytes) {
    return run("read", () -> store.select(after, maxRows, maxBytes));
  }

  @Override
  public void delete(long[] sequences) {
    run(
        "delete from",
        () -> {
          spaceCheck.requireForDeletion();
          store.delete(sequences);
          return sequences.length;
        });
    giveSpaceBack(spaceReturn::after);
  }

  @Override
  public void quarantine(List<DamagedRow> rows) {
    long moved =
        run(
            "quarantine events of",
            () -> store.quarantine(rows, StoredEvent.nanos(settings.clock().now())));
    if (moved < rows.size()) {
      salvage("an event is not where its number says");
    }
  }

  private void giveSpaceBack(SpaceReturn some) {
    try {
      mend();
      some.run(store);
    } catch (SQLException e) { // not worth a failure; the space is kept for now
      noticeFailure(e);
      LOG.debug("{} keeps its free space for now", place(), ToldSqlException.of(e));
    }
  }

  /** A directory has one process: there is nobody to adopt from, and time to look after things. */
  @Override
  public int adopt(long nextSequence) {
    lock.renew();
    if (broken == null) {
      giveSpaceBack(spaceReturn::whileIdle);
    }
    return 0;
  }

  @Override
  public JournalStats measure() {
    return run(
        "read",
        () -> {
          Instant oldest = store.events() == 0 ? null : StoredEvent.instant(store.oldestNanos());
          return new JournalStats(
              store.events(), store.bytesInUse(), oldest, store.quarantined(), settings.maxBytes());
        });
  }

  @Override
  public String place() {
    return files.database().toString();
  }

  @Override
  public void close() {
    try {
      if (isUnfit) {
        store.closeAsItIs();
      } else {
        store.close();
      }
    } catch (SQLException e) {
      LOG.warn(
          "Closing {} failed; nothing that was written is lost", place(), ToldSqlException.of(e));
    } catch (JournalException e) {
      LOG.warn("Closing {} failed; nothing that was written is lost", place(), e);
    } finally {
      lock.close();
    }
  }

  /** Runs it, and once more after a salvage if the file turns out to be damaged. */
  private <T> T run(String what, Work<T> work) {
    if (broken != null) {
      throw new JournalException(String.valueOf(broken.getMessage()), broken);
    }
    try {
      return attempt(work);
    } catch (SQLException e) {
      if (!SqliteErrors.isDamage(e)) {
        throw failure(what, e);
      }
      salvage(ToldSqlException.of(e).getMessage());
    }
    try {
      return attempt(work);
    } catch (SQLException e) {
      throw failure(what, e);
    }
  }

  private <T> T attempt(Work<T> work) throws SQLException {
    try {
      mend();
      return work.run();
    } catch (SQLException e) {
      noticeFailure(e);
      throw e;
    } catch (Error e) { // no memory, for example: what was under way is in no known state
      isUnfit = true;
      throw e;
    }
  }

  private void noticeFailure(SQLException e) {
    isUnfit = true;
    isLogInDoubt |= SqliteErrors.isInputOutput(e);
  }

  /** Begins anew with what is in the file after a failure, so that the next work is free of it. */
  private void mend() throws SQLException {
    if (isUnfit) {
      store = store.anew(files.database(), settings.maxBytes(), this::requireFiles);
      inPlace = FilesInPlace.of(files);
      isUnfit = !store.isClaimed();
    }
    if (isLogInDoubt) {
      log.makeSure(store.connection());
      isLogInDoubt = false;
    }
  }

  private void requireFiles() {
    inPlace.require();
    files.requireOwn();
  }

  private void salvage(@Nullable String damage) {
    LOG.error("The journal {} is damaged: {}. Saving what can be read", place(), damage);
    try {
      store = new SqliteSalvage(files, settings, disk, owner).replace(store.connection());
      inPlace = FilesInPlace.of(files);
      isUnfit = false;
    } catch (SqliteSalvage.NoRoomException noRoom) {
      throw noRoom.asJournalException(); // the next call tries again
    } catch (JournalException failure) {
      broken = failure;
      throw failure;
    }
  }

  private JournalException failure(String what, SQLException e) {
    if (SqliteErrors.isFull(e)
        || (SqliteErrors.isInputOutput(e) && disk.usableBytes() < NOTHING_FREE_BYTES)) {
      return new JournalFullException(
          "Cannot " + what + " " + place() + ": the disk or the quota is full; make room",
          ToldSqlException.of(e));
    }
    if (SqliteErrors.isBusy(e)) {
      return new JournalException(
          "Cannot " + what + " " + place() + ": another program writes to it; end that one",
          ToldSqlException.of(e));
    }
    return new JournalException(
        "Cannot " + what + " " + place() + ": " + SqliteTrouble.of(files, e),
        ToldSqlException.of(e));
  }

  /** What is done with the database. */
  @FunctionalInterface
  private interface Work<T> {
    T run() throws SQLException;
  }

  /** What is done for the space of the file. */
  @FunctionalInterface
  private interface SpaceReturn {
    void run(SqliteStore store) throws SQLException;
  }
}
