package io.github.maestroevents.journal.internal.sqlite.file;

import io.github.maestroevents.journal.internal.jdbc.ToldSqlException;
import java.sql.SQLException;

/** What SQLite's primary result codes mean here: sqlite.org/rescode.html. */
public final class SqliteErrors {

  private static final int BUSY = 5;
  private static final int READ_ONLY = 8;
  private static final int IO_ERROR = 10;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int CANNOT_OPEN = 14;
  private static final int NOT_A_DATABASE = 26;

  private SqliteErrors() {}

  /** The quota, or the disk, is full; SQLite has rolled the transaction back. */
  public static boolean isFull(SQLException e) {
    return code(e) == FULL;
  }

  /** Writing or syncing failed; on a full disk this may be said instead of full. */
  public static boolean isInputOutput(SQLException e) {
    return code(e) == IO_ERROR;
  }

  /** What failed has a reason that the directory or the file can tell. */
  static boolean isAboutTheFile(SQLException e) {
    return isFull(e) || isInputOutput(e) || code(e) == READ_ONLY || code(e) == CANNOT_OPEN;
  }

  /** The file, or a page in it, is not what SQLite wrote. */
  public static boolean isDamage(SQLException e) {
    return code(e) == CORRUPT || code(e) == NOT_A_DATABASE;
  }

  /** Somebody else is writing to the file. */
  public static boolean isBusy(SQLException e) {
    return code(e) == BUSY;
  }

  /** For what SQLite itself has not noticed. */
  public static SQLException damage(String what) {
    return ToldSqlException.ours(what, CORRUPT);
  }

  static SQLException inputOutput(String what, Exception cause) {
    SQLException failure = ToldSqlException.ours(what, IO_ERROR);
    failure.initCause(cause);
    return failure;
  }

  private static int code(SQLException e) {
    return e.getErrorCode() & 0xFF;
  }
}
