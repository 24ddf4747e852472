package io.github.maestroevents.journal.internal.sqlite.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.ProgressHandler;

/**
 * Ends a copy that becomes much larger than what is copied: pages that lead to each other give the
 * same rows for ever, and would fill the disk. SQLite asks it now and then while it works, on the
 * thread that called it.
 */
public final class SqliteSizeLimit extends ProgressHandler {

  /** Steps of SQLite between two looks at the file, some milliseconds: {@value}. */
  private static final int STEPS = 100_000;

  /** What a copy may have beside twice the size of the original: {@value}. */
  private static final long SPARE_BYTES = 1L << 20;

  private final Path copy;
  private final long mostBytes;
  private boolean reached;

  private SqliteSizeLimit(Path copy, long mostBytes) {
    this.copy = copy;
    this.mostBytes = mostBytes;
  }

  /** For a file into which a database is copied. */
  public static SqliteSizeLimit ofCopy(Connection original, Path copy) throws SQLException {
    long bytes = number(original, "page_count") * number(original, "page_size");
    return new SqliteSizeLimit(copy, 2 * bytes + SPARE_BYTES);
  }

  private static long number(Connection connection, String pragma) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA " + pragma)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** In place of a limit of time. */
  public void watch(Connection connection) throws SQLException {
    ProgressHandler.setHandler(connection, STEPS, this);
  }

  /** Whether it has ended the copy. */
  public boolean isReached() {
    return reached;
  }

  @Override
  protected int progress() {
    try {
      reached = Files.size(copy) > mostBytes;
    } catch (IOException notThereYet) {
      reached = false;
    }
    return reached ? 1 : 0;
  }
}
