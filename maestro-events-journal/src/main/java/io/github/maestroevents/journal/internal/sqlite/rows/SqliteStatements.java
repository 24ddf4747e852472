package io.github.maestroevents.journal.internal.sqlite.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements of an open file, prepared once. One that has failed is of no more use, since the
 * driver has given it up inside: then all of them are closed, and others are prepared. Confined to
 * the journal thread.
 */
final class SqliteStatements implements AutoCloseable {

  private final Connection connection;
  private final List<PreparedStatement> prepared = new ArrayList<>();

  SqliteStatements(Connection connection) {
    this.connection = connection;
  }

  Connection connection() {
    return connection;
  }

  PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    prepared.add(statement);
    return statement;
  }

  /** Closes them all, whatever one of them throws; not the connection. */
  @Override
  public void close() throws SQLException {
    SQLException failure = null;
    for (PreparedStatement statement : prepared) {
      try {
        statement.close();
      } catch (SQLException e) {
        failure = e;
      } catch (RuntimeException e) { // the driver's
        failure = new SQLException(e);
      }
    }
    prepared.clear();
    if (failure != null) {
      throw failure;
    }
  }
}
