package io.github.maestroevents.journal.internal.sqlite.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Transactions by statement, since SQLite ends one by itself when the quota is reached and JDBC's
 * auto-commit then loses track. Confined to the journal thread.
 */
final class SqliteTransactions {

  private final Statement command;
  private final PreparedStatement begin;
  private final PreparedStatement commit;

  SqliteTransactions(Connection connection) throws SQLException {
    this.command = connection.createStatement();
    this.begin = connection.prepareStatement("BEGIN IMMEDIATE");
    this.commit = connection.prepareStatement("COMMIT");
  }

  /** Durable on return; all or nothing. */
  void run(Work work) throws SQLException {
    begin.execute();
    try {
      work.run();
      commit.execute();
    } catch (Throwable e) { // an Error too: an open transaction would prevent all others
      rollBack(e);
      throw e;
    }
  }

  /** All or nothing, and durable with the next that is: until then a power cut undoes it. */
  void runUnsynced(Work work) throws SQLException {
    command.execute("PRAGMA synchronous = NORMAL");
    try {
      run(work);
    } finally {
      command.execute("PRAGMA synchronous = FULL");
    }
  }

  private void rollBack(Throwable cause) {
    try {
      command.execute("ROLLBACK");
    } catch (SQLException alreadyRolledBack) {
      cause.addSuppressed(alreadyRolledBack);
    }
  }

  /** What happens within a transaction. */
  @FunctionalInterface
  interface Work {
    void run() throws SQLException;
  }
}
