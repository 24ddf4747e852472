package io.github.maestroevents.journal.internal.sqlite.file;

import io.github.maestroevents.journal.internal.jdbc.ToldSqlException;
import io.github.maestroevents.journal.internal.owner.OwnFile;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.SafeLogger;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * SQLite's write-ahead log. It cannot be cut or begun anew while another program reads from it, and
 * nobody is waited for. Confined to the journal thread.
 */
public final class WriteAheadLog {

  /** SQLite cuts it to this once it has been copied into the database: {@value} bytes. */
  public static final long NORMAL_BYTES = 8L << 20;

  /** How long another program that writes is waited for, but for a checkpoint: {@value} ms. */
  public static final int BUSY_TIMEOUT_MILLIS = 5_000;

  /** A page and what the log says of it: sqlite.org/fileformat2.html#walformat. */
  private static final long FRAME_BYTES = SqliteFiles.PAGE_BYTES + 24;

  /** After somebody was in the way, so many wishes to cut it are passed over: {@value}. */
  private static final int PASSED_OVER = 100;

  private static final int REWRITTEN_AT_ONCE = 1 << 20;

  private static final SafeLogger LOG = SafeLogger.of(WriteAheadLog.class);

  private final SqliteFiles files;
  private long tooSmallBytes;
  private int passOver;

  public WriteAheadLog(SqliteFiles files) {
    this.files = files;
  }

  private long bytes() {
    return files.logSize();
  }

  /** What it has beyond its normal size. */
  public long excessBytes() {
    return Math.max(0, bytes() - NORMAL_BYTES);
  }

  /**
   * Copies it into the database and cuts it to nothing, unless somebody reads. Then it is left
   * alone until it has doubled or this was called many times.
   */
  public void cutNowAndThen(Connection connection) throws SQLException {
    if (passOver > 0 && bytes() < tooSmallBytes) {
      passOver--;
      return;
    }
    passOver = 0;
    if (!cut(connection)) {
      passOver = PASSED_OVER;
      tooSmallBytes = 2 * bytes();
    }
  }

  /** Tries it at once, where the room is needed. */
  public void cutNow(Connection connection) throws SQLException {
    boolean unused = cut(connection);
  }

  /**
   * Makes sure that all of it is on disk after writing or syncing it has failed: copies it into the
   * database, which is synced, and cuts it. Where that cannot be, writes its bytes once more and
   * syncs them, which takes no room.
   *
   * @throws SQLException if that failed too; to be called again before anything else is written
   */
  public void makeSure(Connection connection) throws SQLException {
    try {
      if (cut(connection)) {
        return;
      }
    } catch (SQLException e) {
      LOG.debug("{} cannot be cut, and is written once more", files.log(), ToldSqlException.of(e));
    }
    try (FileChannel file =
        OwnFile.open(files.log(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.allocate(REWRITTEN_AT_ONCE);
      for (long at = 0; at < file.size(); at += bytes.limit()) {
        bytes.clear();
        while (bytes.hasRemaining() && file.read(bytes, at + bytes.position()) >= 0) {}
        bytes.flip();
        while (bytes.hasRemaining()) {
          int unused = file.write(bytes, at + bytes.position());
        }
      }
      file.force(false);
    } catch (IOException e) {
      throw SqliteErrors.inputOutput(files.log() + " cannot be written: " + LogText.of(e), e);
    }
  }

  /**
   * Copies it into the database, so that the next writes begin it anew, unless somebody reads.
   *
   * @return the bytes it takes before its file grows
   */
  public long beginAnew(Connection connection) throws SQLException {
    long size = bytes();
    Checkpoint checkpoint = checkpoint(connection, "RESTART");
    return checkpoint.done() ? size : Math.max(0, size - checkpoint.frames() * FRAME_BYTES);
  }

  /** Whether nobody was in the way. */
  private static boolean cut(Connection connection) throws SQLException {
    return checkpoint(connection, "TRUNCATE").done();
  }

  private static Checkpoint checkpoint(Connection connection, String how) throws SQLException {
    try (Statement command = connection.createStatement()) {
      command.execute("PRAGMA busy_timeout = 0");
      try (ResultSet row = command.executeQuery("PRAGMA wal_checkpoint(" + how + ")")) {
        return row.next()
            ? new Checkpoint(row.getInt(1) == 0, row.getLong(2))
            : Checkpoint.PREVENTED;
      } catch (SQLException e) {
        if (SqliteErrors.isBusy(e)) {
          return Checkpoint.PREVENTED;
        }
        throw e;
      } finally {
        command.execute("PRAGMA busy_timeout = " + BUSY_TIMEOUT_MILLIS);
      }
    }
  }

  /** What became of an attempt: whether nobody was in the way, and the frames in the log. */
  private record Checkpoint(boolean done, long frames) {
    static final Checkpoint PREVENTED = new Checkpoint(false, Integer.MAX_VALUE);
  }
}
