package io.github.maestroevents.journal.internal.sqlite.rows;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Transactions by statement, since SQLite ends one by itself when the quota is reached and JDBC's
 * auto-commit then loses track. Each begins with a look whether the file is still this process's.
 * Confined to the journal thread.
 */
final class SqliteTransactions {

  private final SqliteStatements statements;
  private final SqliteOwner.Guard owner;
  private final PreparedStatement begin;
  private final PreparedStatement commit;

  SqliteTransactions(SqliteStatements statements, SqliteOwner.Guard owner) throws SQLException {
    this.statements = statements;
    this.owner = owner;
    this.begin = statements.prepare("BEGIN IMMEDIATE");
    this.commit = statements.prepare("COMMIT");
  }

  /** Durable on return; all or nothing. */
  void run(Work work) throws SQLException {
    begin.execute();
    try {
      owner.requireAndClaim();
      work.run();
      commit.execute();
    } catch (Throwable e) { // an Error too: an open transaction would prevent all others
      rollBack(e);
      throw e;
    }
  }

  /** All or nothing, and durable with the next that is: until then a power cut undoes it. */
  void runUnsynced(Work work) throws SQLException {
    command("PRAGMA synchronous = NORMAL");
    try {
      run(work);
    } finally {
      command("PRAGMA synchronous = FULL");
    }
  }

  private void rollBack(Throwable cause) {
    try {
      command("ROLLBACK");
    } catch (SQLException alreadyRolledBack) {
      cause.addSuppressed(alreadyRolledBack);
    }
  }

  /**
   * Ends what a failure may have left open.
   *
   * @throws SQLException if no transaction can be begun even so, unless another program writes
   */
  void endAll() throws SQLException {
    try {
      command("ROLLBACK");
    } catch (SQLException noneIsOpen) {
      // As it should be; if it failed otherwise, none can be begun.
    }
    command("BEGIN IMMEDIATE");
    command("ROLLBACK");
  }

  private void command(String text) throws SQLException {
    try (Statement command = statements.connection().createStatement()) {
      command.execute(text);
    }
  }

  /** What happens within a transaction. */
  @FunctionalInterface
  interface Work {
    void run() throws SQLException;
  }
}
