package io.github.maestroevents.journal.internal.sqlite.rows;

import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.delivery.store.JournalFullException;
import io.github.maestroevents.journal.internal.sqlite.file.DiskSpace;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteFiles;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteSettings;
import io.github.maestroevents.journal.internal.sqlite.file.WriteAheadLog;
import java.sql.SQLException;

/**
 * Whether there is room for more events: within the quota, and on the disk. Where there is plenty,
 * it is looked at once for a mebibyte of commits: each look at the disk, at the size of a file
 * above all, makes the next sync slower.
 */
public final class SqliteSpaceCheck {

  /** What is written after a look before the next: {@value} bytes. */
  private static final long BETWEEN_LOOKS_BYTES = 1L << 20;

  /** With so many times that, there is plenty. */
  private static final int PLENTY = 4;

  /** What the file takes without any event, at most. */
  private static final long EMPTY_BYTES = 16L * SqliteFiles.PAGE_BYTES;

  /** What a commit takes at least: a few pages, in the log. */
  private static final long LEAST_BYTES = 4 * SqliteFiles.PAGE_BYTES;

  private final SqliteFiles files;
  private final SqliteSettings settings;
  private final DiskSpace disk;
  private final WriteAheadLog log;

  /** What may be written before the next look. */
  private long allowed;

  public SqliteSpaceCheck(
      SqliteFiles files, SqliteSettings settings, DiskSpace disk, WriteAheadLog log) {
    this.files = files;
    this.settings = settings;
    this.disk = disk;
    this.log = log;
  }

  /**
   * Makes sure of it.
   *
   * @param needed bytes in the file; as many go through the log
   * @throws JournalFullException if there is none, saying what to do
   */
  public void require(SqliteStore store, long needed, int events) throws SQLException {
    long takes = Math.max(needed, LEAST_BYTES);
    if (takes > allowed) {
      long left = Math.min(requireQuota(store, needed, events), requireDisk(store, needed, events));
      allowed = left < PLENTY * BETWEEN_LOOKS_BYTES ? 0 : BETWEEN_LOOKS_BYTES;
    }
    allowed = Math.max(0, allowed - takes);
  }

  /**
   * Makes sure that a log which cannot be begun anew does not fill the disk.
   *
   * @throws JournalException if it would; what is to be deleted is delivered, and can wait
   */
  public void requireForDeletion() {
    long excess = log.excessBytes();
    if (excess > 0 && disk.usableBytes() < settings.keepFreeBytes()) {
      throw new JournalException(
          "The disk of "
              + files.database()
              + " has less than the "
              + settings.keepFreeBytes()
              + " bytes free that are kept, and its log has grown "
              + excess
              + " bytes too large, since another program keeps reading the file. Nothing is deleted"
              + " until that program has ended, or there is room");
    }
  }

  /** Returns what is left, if that is much. */
  private long requireQuota(SqliteStore store, long needed, int events) throws SQLException {
    if (needed > settings.maxBytes() - EMPTY_BYTES) {
      throw JournalFullException.forGood(
          events
              + " events need "
              + needed
              + " bytes in "
              + files.database()
              + ", which may have "
              + settings.maxBytes()
              + ", so that they would not fit if it were empty. Nothing of them was written; raise"
              + " maxBytes");
    }
    long used = store.sizes().bytesInUse();
    long left = settings.maxBytes() - used - needed - log.excessBytes();
    if (left >= 0) {
      return left;
    }
    if (log.excessBytes() > 0) {
      log.cutNow(store.connection());
    }
    long excess = log.excessBytes();
    if (used + needed + excess <= settings.maxBytes()) {
      return 0;
    }
    throw new JournalFullException(
        files.database()
            + " has reached its quota: "
            + (used + excess)
            + " of "
            + settings.maxBytes()
            + " bytes are in use"
            + (excess == 0 ? "" : ", " + excess + " of them by its log,")
            + " and "
            + events
            + " more events need "
            + needed
            + ". Nothing of them was written; "
            + (excess == 0 ? "" : "end the program that keeps reading the file, or ")
            + "raise maxBytes or see why nothing is delivered");
  }

  /** Returns what is left, if that is much. */
  private long requireDisk(SqliteStore store, long needed, int events) throws SQLException {
    long free = disk.usableBytes();
    long twice = 2 * needed; // once in the log, once in the file
    if (free - twice - notInTheFile(store) >= settings.keepFreeBytes()) {
      return free - twice - notInTheFile(store) - settings.keepFreeBytes();
    }
    // What forgotten events have left in the file, and the log's own file, are used again.
    long inLog = Math.max(0, needed - log.beginAnew(store.connection()));
    long inFile = store.sizes().bytesFree() >= needed ? 0 : needed;
    long growth = inLog + inFile + notInTheFile(store);
    free = disk.usableBytes();
    if (growth > 0 && free - growth < settings.keepFreeBytes()) {
      throw new JournalFullException(
          "The disk of "
              + files.database()
              + " has "
              + free
              + " bytes free, of which "
              + settings.keepFreeBytes()
              + " are kept, and "
              + events
              + " more events need "
              + growth
              + ". Nothing of them was written; make room or lower keepFree");
    }
    return 0;
  }

  /** What the file grows by when the log is copied into it. */
  private long notInTheFile(SqliteStore store) throws SQLException {
    return Math.max(0, store.sizes().bytesWithLog() - files.databaseSize());
  }
}
