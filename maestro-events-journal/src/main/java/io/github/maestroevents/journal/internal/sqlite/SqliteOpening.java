package io.github.maestroevents.journal.internal.sqlite;

import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.internal.jdbc.ToldSqlException;
import io.github.maestroevents.journal.internal.owner.FileKeys;
import io.github.maestroevents.journal.internal.sqlite.file.DiskSpace;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteConnections;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteErrors;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteFiles;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteSettings;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteTimeLimit;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteTrouble;
import io.github.maestroevents.journal.internal.sqlite.file.WriteAheadLog;
import io.github.maestroevents.journal.internal.sqlite.file.WriteAheadLogCheck;
import io.github.maestroevents.journal.internal.sqlite.rows.SqliteOwner;
import io.github.maestroevents.journal.internal.sqlite.rows.SqliteSchema;
import io.github.maestroevents.journal.internal.sqlite.rows.SqliteStore;
import io.github.maestroevents.journal.internal.sqlite.salvage.SqliteSalvage;
import io.github.maestroevents.spi.SafeLogger;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Opens the file of a journal, looks at its log first, and deals with one that cannot be opened.
 * The directory's lock is held.
 */
final class SqliteOpening {

  private static final SafeLogger LOG = SafeLogger.of(SqliteOpening.class);

  private final SqliteFiles files;
  private final SqliteSettings settings;
  private final DiskSpace disk;
  private final SqliteOwner owner;
  private final SqliteTimeLimit limit;
  private final SqliteSalvage salvage;

  /**
   * @param limit what may be asked of the file before it is known to be ours
   */
  SqliteOpening(
      SqliteFiles files,
      SqliteSettings settings,
      DiskSpace disk,
      SqliteOwner owner,
      SqliteTimeLimit limit) {
    this.limit = limit;
    this.files = files;
    this.settings = settings;
    this.disk = disk;
    this.owner = owner;
    this.salvage = new SqliteSalvage(files, settings, disk, owner);
  }

  SqliteStore open() throws IOException {
    salvage.finish();
    files.createDatabase();
    files.requireOwn();
    boolean logIsDamaged = tellOfDamagedLog();
    try {
      SqliteStore store = opened();
      if (logIsDamaged) { // else what is ignored now is found again after the next crash
        new WriteAheadLog(files).cutNow(store.connection());
      }
      SqliteVersionCheck.warnOnce(store.connection());
      return store;
    } catch (SQLException e) {
      if (SqliteErrors.isDamage(e)) {
        return openAfterDamage(ToldSqlException.of(e));
      }
      throw new JournalException(
          "Cannot open the journal " + files.database() + ": " + SqliteTrouble.of(files, e),
          ToldSqlException.of(e));
    }
  }

  /** Only if the files that SQLite has opened by name are those that were looked at. */
  private SqliteStore opened() throws SQLException {
    Optional<Object> database = FileKeys.of(files.database());
    SqliteStore store = SqliteStore.open(files.database(), settings.maxBytes(), owner, limit);
    try {
      files.requireOwn();
      if (!FileKeys.of(files.database()).equals(database)) {
        throw new JournalException(
            files.database() + " was replaced while it was opened: see who did that");
      }
      return store;
    } catch (RuntimeException e) {
      store.closeAsItIs();
      throw e;
    }
  }

  /**
   * SQLite ends its log at the first frame that is not what it wrote, without a word.
   *
   * @return whether it will
   */
  private boolean tellOfDamagedLog() throws IOException {
    long ignored = WriteAheadLogCheck.commitsBehindDamage(files.log());
    if (ignored > 0) {
      LOG.error(
          "The log {} of the journal is damaged: {} commits in and behind the damage are ignored by"
              + " SQLite, and what was accepted in them is lost for delivery; after a power cut"
              + " these may be commits that nobody waited for. {}",
          files.log(),
          ignored,
          copyOfLog());
    }
    return ignored > 0;
  }

  /** Where it is kept, or why it is not: a host that cannot keep it can still deliver. */
  private String copyOfLog() {
    long free = disk.usableBytes();
    if (free - files.logSize() < settings.keepFreeBytes()) {
      return "There is no room for a copy of the log: " + free + " bytes are free";
    }
    try {
      return "A copy of the log is kept as " + files.copyLog();
    } catch (IOException e) {
      return "The log could not be copied: " + e.getMessage();
    }
  }

  private SqliteStore openAfterDamage(SQLException damage) throws IOException {
    if (!settings.setsDamagedAside()) {
      throw new JournalException(
          "The journal "
              + files.database()
              + " is damaged and cannot be opened ("
              + damage.getMessage()
              + "). It stays as it is. Restore it, or move it away, or set onDamage(SET_ASIDE):"
              + " then it gets the name "
              + SqliteFiles.DATABASE
              + ".damaged-<number>, and what can be read of it goes into a new one",
          damage);
    }
    try (Connection damaged = tolerant(files.database(), limit)) {
      return salvage.replace(damaged);
    } catch (SqliteSalvage.NoRoomException noRoom) {
      throw noRoom.asJournalException(); // with room it can be saved
    } catch (SQLException | JournalException failure) {
      if (!isDamage(failure)) { // another start may save it
        throw new JournalException(
            "The journal "
                + files.database()
                + " is damaged, and what can be read of it was not saved: "
                + told(failure).getMessage()
                + ". The next start tries again",
            told(failure));
      }
      damage.addSuppressed(told(failure));
    }
    return beginAnew(damage);
  }

  private static Exception told(Exception failure) {
    return failure instanceof SQLException sql ? ToldSqlException.of(sql) : failure;
  }

  /** Whether so much is damaged that nothing can be read. */
  private boolean isDamage(Exception failure) {
    Throwable cause = failure instanceof SQLException ? failure : failure.getCause();
    return !files.isSalvaged() && cause instanceof SQLException sql && SqliteErrors.isDamage(sql);
  }

  /** A connection that opens a file shorter than it should be. */
  static Connection tolerant(Path database, SqliteTimeLimit limit) throws SQLException {
    Connection connection = SqliteConnections.toWrite(database, WriteAheadLog.BUSY_TIMEOUT_MILLIS);
    try (Statement command = connection.createStatement()) {
      limit.watch(connection);
      command.execute("PRAGMA writable_schema = ON");
      SqliteSchema.requireNothingForeign(connection, database.toString());
      SqliteTimeLimit.end(connection); // saving takes as long as the disk does
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private SqliteStore beginAnew(SQLException damage) throws IOException {
    Path aside = files.setDatabaseAside();
    LOG.error(
        "The journal {} is damaged and cannot be opened ({}). It is set aside as {}; what it held"
            + " is not delivered. An empty journal is begun",
        files.database(),
        damage.getMessage(),
        aside);
    files.createDatabase();
    try {
      return SqliteStore.open(files.database(), settings.maxBytes(), owner);
    } catch (SQLException e) {
      throw new JournalException(
          "Cannot begin a journal at " + files.database(), ToldSqlException.of(e));
    }
  }
}
