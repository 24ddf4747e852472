package io.github.maestroevents.benchmarks.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * SQLite and nothing else: commits rows that lie ready, into the table of a journal, with the
 * settings of a journal. It encodes nothing, checks nothing and never deletes. For one thread.
 */
final class BareSqlite implements CommitLoop.Commit, AutoCloseable {

  private static final String TOKEN = "f8c1c1f0-5a7e-4c1f-9a5e-3f2f2b8f7b11";

  private static final String[] SETTINGS = {
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA journal_size_limit = " + (8 << 20),
    "PRAGMA temp_store = MEMORY"
  };

  private final Rows rows;
  private final Connection connection;
  private final Statement command;
  private final PreparedStatement insert;
  private @Nullable PreparedStatement owner;
  private long written;

  private BareSqlite(Rows rows, Connection connection) throws SQLException {
    this.rows = rows;
    this.connection = connection;
    this.command = connection.createStatement();
    for (String setting : SETTINGS) {
      command.execute(setting);
    }
    command.execute(rows.table());
    String marks = String.join(", ", Collections.nCopies(rows.columns().size(), "?"));
    this.insert = connection.prepareStatement("INSERT INTO event VALUES (" + marks + ")");
  }

  static BareSqlite in(Path directory, Rows rows) throws SQLException {
    Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("bare.db"));
    return new BareSqlite(rows, connection);
  }

  /** Other than the {@code FULL} of a journal. */
  void synchronous(String setting) throws SQLException {
    command.execute("PRAGMA synchronous = " + setting);
  }

  /** From now on each commit looks first whose the file is, as a journal does. */
  void looksForOwner() throws SQLException {
    command.execute("CREATE TABLE owner (token TEXT NOT NULL, holder TEXT NOT NULL)");
    command.execute("INSERT INTO owner VALUES ('" + TOKEN + "', 'this process')");
    owner = connection.prepareStatement("SELECT token, holder FROM owner");
  }

  @Override
  public void run(int events) throws SQLException {
    command.execute("BEGIN IMMEDIATE");
    if (owner != null) {
      requireOwner(owner);
    }
    for (int i = 0; i < events; i++) {
      Object[] row = rows.row(written);
      insert.setLong(1, ++written);
      for (int column = 0; column < row.length; column++) {
        insert.setObject(column + 2, row[column]);
      }
      insert.addBatch();
    }
    insert.executeBatch();
    command.execute("COMMIT");
  }

  private static void requireOwner(PreparedStatement owner) throws SQLException {
    try (ResultSet row = owner.executeQuery()) {
      if (!row.next() || !TOKEN.equals(row.getString(1))) {
        throw new SQLException("The file is another's");
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
