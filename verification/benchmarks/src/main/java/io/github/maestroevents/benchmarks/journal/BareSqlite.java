package io.github.maestroevents.benchmarks.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;

/**
 * SQLite and nothing else: commits rows that lie ready, into the table of a journal, with the
 * settings of a journal. It encodes nothing, checks nothing and never deletes. For one thread.
 */
final class BareSqlite implements CommitLoop.Commit, AutoCloseable {

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

  @Override
  public void run(int events) throws SQLException {
    command.execute("BEGIN IMMEDIATE");
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

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
