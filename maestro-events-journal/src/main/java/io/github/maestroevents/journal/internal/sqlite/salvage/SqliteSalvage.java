package io.github.maestroevents.journal.internal.sqlite.salvage;

import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.internal.jdbc.ToldSqlException;
import io.github.maestroevents.journal.internal.sqlite.file.DiskSpace;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteErrors;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteFiles;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteSettings;
import io.github.maestroevents.journal.internal.sqlite.rows.SqliteOwner;
import io.github.maestroevents.journal.internal.sqlite.rows.SqliteStore;
import io.github.maestroevents.spi.SafeLogger;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Copies what can be read of a damaged database into a new one, which takes its place; the damaged
 * one is kept under another name. What cannot be read becomes a row of the quarantine for each gap,
 * and a line in the log.
 */
public final class SqliteSalvage {

  private static final SafeLogger LOG = SafeLogger.of(SqliteSalvage.class);

  /** Looked so far ahead for what can be read: sequences have gaps. */
  private static final long LARGEST_STEP = 1L << 61;

  private final SqliteFiles files;
  private final SqliteSettings settings;
  private final DiskSpace disk;
  private final SqliteOwner owner;

  public SqliteSalvage(
      SqliteFiles files, SqliteSettings settings, DiskSpace disk, SqliteOwner owner) {
    this.files = files;
    this.settings = settings;
    this.disk = disk;
    this.owner = owner;
  }

  /**
   * Saves what can be read.
   *
   * @param damaged an open connection to the database; closed, unless there is no room
   * @return the new database
   * @throws NoRoomException if the disk has no room for a second file; may be tried again
   * @throws JournalException if that failed otherwise; the damaged file is where it was
   */
  public SqliteStore replace(Connection damaged) throws NoRoomException {
    requireRoom();
    boolean full = false;
    try {
      SalvagedEvents saved = save(damaged);
      damaged.close();
      files.keepSalvage();
      Path aside = files.replaceBySalvage();
      LOG.error(
          "Journal {} was damaged. Damaged file: {}. Saved: {}",
          files.database(),
          aside,
          saved.report());
      return SqliteStore.open(files.database(), settings.maxBytes(), owner);
    } catch (SQLException | IOException | JournalException e) {
      deleteSalvage(e);
      if (e instanceof SQLException sql && SqliteErrors.isFull(sql)) {
        full = true;
        throw new NoRoomException(
            noRoom("the disk or the quota is full"), ToldSqlException.of(sql));
      }
      throw new JournalException(
          files.database()
              + " is damaged, and saving what can be read failed: "
              + told(e).getMessage()
              + ". Stop the host, keep the file, and start with another directory",
          told(e));
    } finally {
      if (!full) {
        close(damaged);
      }
    }
  }

  private SalvagedEvents save(Connection damaged) throws SQLException, IOException {
    try (SqliteStore target = SqliteStore.open(files.salvage(), settings.maxBytes(), owner)) {
      SalvagedEvents saved =
          new SalvagedEvents(target.connection(), files.size(), settings.clock());
      copy(damaged, saved);
      return saved;
    }
  }

  /** What is saved needs about as much as the damaged file, which stays, and as much in its log. */
  private void requireRoom() throws NoRoomException {
    long free = disk.usableBytes();
    long needed = 2 * files.size();
    if (free - needed < settings.keepFreeBytes()) {
      throw new NoRoomException(
          noRoom(
              free
                  + " bytes are free, of which "
                  + settings.keepFreeBytes()
                  + " are kept, and "
                  + needed
                  + " are needed"),
          null);
    }
  }

  private String noRoom(String why) {
    return files.database()
        + " is damaged, and there is no room to save what can be read: "
        + why
        + ". It stays as it is; make room or lower keepFree";
  }

  private void deleteSalvage(Exception failure) {
    try {
      files.deleteSalvage();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static Exception told(Exception e) {
    return e instanceof SQLException sql ? ToldSqlException.of(sql) : e;
  }

  private void close(Connection damaged) {
    try {
      damaged.close();
    } catch (SQLException e) {
      LOG.debug("Closing the damaged {} failed", files.database(), ToldSqlException.of(e));
    }
  }

  /** Puts a complete salvage in place if the process ended before it did. */
  public void finish() throws IOException {
    if (files.isSalvaged()) {
      Path unused = files.replaceBySalvage();
      LOG.error(
          "Journal {} was damaged. Damaged file: {}.damaged-<number>. What was saved takes its"
              + " place only now, because the process ended before that",
          files.database(),
          SqliteFiles.DATABASE);
    }
  }

  private void copy(Connection damaged, SalvagedEvents saved) throws SQLException {
    saved.begin();
    copyQuarantine(damaged, saved);
    readCount(damaged, saved);
    long after = 0;
    while (after >= 0) {
      after = copyEvents(damaged, after, saved);
    }
    saved.end();
  }

  private static void readCount(Connection damaged, SalvagedEvents saved) throws SQLException {
    saved.reach(largestSequence(damaged));
    try (Statement command = damaged.createStatement();
        ResultSet row = command.executeQuery("SELECT last_sequence, events FROM journal")) {
      if (row.next()) {
        saved.expect(row.getLong(1), row.getLong(2));
      }
    } catch (SQLException unreadable) {
      requireDamage(unreadable);
    }
  }

  /** Of the events; 0 if there is none, or it cannot be read. */
  private static long largestSequence(Connection damaged) throws SQLException {
    try (Statement command = damaged.createStatement();
        ResultSet row = command.executeQuery("SELECT MAX(sequence) FROM event")) {
      return row.next() ? row.getLong(1) : 0;
    } catch (SQLException unreadable) {
      requireDamage(unreadable);
      return 0;
    }
  }

  /**
   * Copies events in the order of the file, so that those a wrong number hides from a search are
   * found.
   *
   * @return where to go on behind damage; -1 at the end
   */
  private static long copyEvents(Connection damaged, long after, SalvagedEvents saved)
      throws SQLException {
    try (PreparedStatement select =
        damaged.prepareStatement(SqliteStore.SELECT + "WHERE sequence > ?")) {
      select.setLong(1, after);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          saved.add(rows);
        }
      }
      return -1;
    } catch (SQLException e) {
      requireDamage(e);
    }
    return behindDamage(damaged, Math.max(after, saved.largestSequence()), saved);
  }

  /** Goes on behind what cannot be read, as near to it as a few looks find. */
  private static long behindDamage(Connection damaged, long after, SalvagedEvents saved)
      throws SQLException {
    long bad = after;
    long step = 1;
    while (step <= LARGEST_STEP && !isReadable(damaged, bad + step)) {
      bad += step;
      step *= 2;
    }
    if (step > LARGEST_STEP) {
      saved.addGap(after + 1, Math.max(saved.lastSequence(), after + 1));
      return -1;
    }
    long good = bad + step;
    while (good - bad > 1) {
      long middle = bad + (good - bad) / 2;
      if (isReadable(damaged, middle)) {
        good = middle;
      } else {
        bad = middle;
      }
    }
    saved.addGap(after + 1, good);
    return good;
  }

  /** Whether the row behind a sequence, or the end, can be read. */
  private static boolean isReadable(Connection damaged, long after) throws SQLException {
    try (PreparedStatement select =
        damaged.prepareStatement(
            "SELECT crc32c FROM event WHERE sequence > ? ORDER BY sequence LIMIT 1")) {
      select.setLong(1, after);
      try (ResultSet row = select.executeQuery()) {
        return !row.next() || row.getLong(1) >= 0;
      }
    } catch (SQLException e) {
      requireDamage(e);
      return false;
    }
  }

  private void copyQuarantine(Connection damaged, SalvagedEvents saved) throws SQLException {
    try (Statement command = damaged.createStatement();
        ResultSet rows = command.executeQuery("SELECT * FROM quarantine")) {
      while (rows.next()) {
        saved.addQuarantined(rows);
      }
    } catch (SQLException e) {
      requireDamage(e);
      LOG.error("The quarantine in {} is damaged and stays in it", files.database());
    }
  }

  private static void requireDamage(SQLException e) throws SQLException {
    if (!SqliteErrors.isDamage(e)) {
      throw e;
    }
  }

  /** Not a full journal, since nothing that is forgotten makes room for this. */
  public static final class NoRoomException extends Exception {

    private static final long serialVersionUID = 1L;

    NoRoomException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }

    public JournalException asJournalException() {
      return new JournalException(String.valueOf(getMessage()), this);
    }
  }
}
