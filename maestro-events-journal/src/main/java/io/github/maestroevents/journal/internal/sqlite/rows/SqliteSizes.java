package io.github.maestroevents.journal.internal.sqlite.rows;

import io.github.maestroevents.journal.internal.sqlite.file.SqliteFiles;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * How large the file is and since when its oldest event waits: looked at within the transactions
 * that change it, where it costs next to nothing, and between looks estimated from what was added.
 * Nobody else changes the file. Confined to the journal thread.
 */
final class SqliteSizes {

  /** So many bytes are added by estimate before the next look: {@value}. */
  private static final long ESTIMATED_BYTES = 256L << 10;

  private final PreparedStatement oldest;
  private final PreparedStatement pages;
  private final PreparedStatement freePages;
  private Look last;
  private long added;

  SqliteSizes(SqliteStatements statements) throws SQLException {
    this.oldest = statements.prepare("SELECT accepted_at FROM event ORDER BY sequence LIMIT 1");
    this.pages = statements.prepare("PRAGMA page_count");
    this.freePages = statements.prepare("PRAGMA freelist_count");
    this.last = look();
  }

  /** What is so now; to be kept once it is committed. */
  Look look() throws SQLException {
    return new Look(
        orZero(number(pages)) * SqliteFiles.PAGE_BYTES,
        orZero(number(freePages)) * SqliteFiles.PAGE_BYTES,
        number(oldest));
  }

  /** Whether a transaction that adds so much should look. */
  boolean isLookDue(long bytes) {
    return added + bytes > ESTIMATED_BYTES;
  }

  void keep(Look look) {
    last = look;
    added = 0;
  }

  /** Events were added behind all others, and nobody looked. */
  void estimate(long bytes, long acceptedAtNanos) {
    added += bytes;
    if (last.oldestNanos() == null) {
      last = new Look(last.bytes(), last.bytesFree(), acceptedAtNanos);
    }
  }

  /** What rows occupy in the file. */
  long bytesInUse() {
    return last.bytes() - last.bytesFree() + added;
  }

  /** What the file holds for rows to come. */
  long bytesFree() {
    return Math.max(0, last.bytesFree() - added);
  }

  /** What the file has with all that is still in the log alone. */
  long bytesWithLog() {
    return last.bytes() + Math.max(0, added - last.bytesFree());
  }

  /** When the oldest event was accepted; null if there is none. */
  @Nullable Long oldestNanos() {
    return last.oldestNanos();
  }

  private static long orZero(@Nullable Long number) {
    return number == null ? 0 : number;
  }

  private static @Nullable Long number(PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      return row.next() ? row.getLong(1) : null;
    }
  }

  /**
   * One look.
   *
   * @param bytes of the file
   * @param bytesFree of them, for rows to come
   * @param oldestNanos when the oldest event was accepted; null if there is none
   */
  record Look(long bytes, long bytesFree, @Nullable Long oldestNanos) {}
}
