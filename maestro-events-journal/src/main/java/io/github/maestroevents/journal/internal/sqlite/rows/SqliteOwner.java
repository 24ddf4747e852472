package io.github.maestroevents.journal.internal.sqlite.rows;

import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.internal.owner.ProcessIdentity;
import io.github.maestroevents.journal.internal.owner.ThisProcess;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteConnections;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteFiles;
import io.github.maestroevents.journal.internal.sqlite.file.SqliteTimeLimit;
import io.github.maestroevents.spi.LogText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which process a database file belongs to, as the file itself says. A lock beside the file can be
 * lost; what the file says is read in each transaction, so a process whose journal was taken over
 * writes and deletes nothing more. One for each journal that is opened.
 */
public final class SqliteOwner {

  /** For a file that has no such table yet. */
  static final String TABLE =
      "CREATE TABLE IF NOT EXISTS owner (token TEXT NOT NULL, holder TEXT NOT NULL, process TEXT"
          + " NOT NULL)";

  /** How SQLite keeps that. */
  static final String STORED = TABLE.replace("IF NOT EXISTS ", "");

  private static final int BUSY_TIMEOUT_MILLIS = 3_000;

  private final Path database;
  private final String token = UUID.randomUUID().toString();

  /** What the file says, as this process has found it; null for a file without an owner. */
  private @Nullable String found;

  private SqliteOwner(Path database) {
    this.database = database;
  }

  /** This process, as the owner to be of a file. */
  public static SqliteOwner of(SqliteFiles files) {
    return new SqliteOwner(files.database());
  }

  /**
   * The process that owns a file and is seen to live, for people; empty if there is none, or the
   * file does not tell. For a newcomer that does not trust its lock; opens the file to read it.
   *
   * @param limit what that may take
   * @throws JournalException if the file holds what no journal has
   */
  public static Optional<String> livingHolder(Path database, SqliteTimeLimit limit) {
    if (!Files.exists(database)) {
      return Optional.empty();
    }
    try (Connection connection = SqliteConnections.toRead(database, BUSY_TIMEOUT_MILLIS)) {
      limit.watch(connection);
      SqliteSchema.requireNothingForeign(connection, database.toString());
      return livingHolder(database, connection);
    } catch (SQLException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<String> livingHolder(Path database, Connection connection)
      throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet row = query.executeQuery("SELECT holder, process FROM owner")) {
      if (row.next()
          && ProcessIdentity.parse(row.getString(2))
              .filter(process -> process.livesElsewhere(database))
              .isPresent()) {
        return Optional.of(told(row.getString(1)));
      }
      return Optional.empty();
    }
  }

  /** Whoever has written the file may have written anything there. */
  private static String told(@Nullable String holder) {
    return LogText.oneLine(String.valueOf(holder));
  }

  /** Looks who the owner is. Whoever it is now can be followed by this process. */
  void look(Connection connection) throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet row = query.executeQuery("SELECT token FROM owner")) {
      String owner = row.next() ? row.getString(1) : null;
      if (!token.equals(owner)) {
        found = owner;
      }
    }
  }

  /** A guard over the transactions of one connection. */
  Guard guard(SqliteStatements statements) throws SQLException {
    return new Guard(statements);
  }

  /** Lets the work of its owner pass, and nobody else's. */
  final class Guard {

    private final PreparedStatement select;
    private final PreparedStatement clear;
    private final PreparedStatement insert;

    private Guard(SqliteStatements statements) throws SQLException {
      select = statements.prepare("SELECT token, holder FROM owner");
      clear = statements.prepare("DELETE FROM owner");
      insert = statements.prepare("INSERT INTO owner VALUES (?, ?, ?)");
    }

    /** Within a transaction: makes this process the owner, unless another has become it. */
    void requireAndClaim() throws SQLException {
      if (!require()) {
        clear.executeUpdate();
        insert.setString(1, token);
        insert.setString(2, ThisProcess.describe());
        insert.setString(3, ProcessIdentity.holding(database).toString());
        insert.addBatch(); // else the driver asks for its row number, and keeps that question open
        int[] unused = insert.executeBatch();
      }
    }

    /**
     * Makes sure that no other process has become the owner.
     *
     * @return whether this process is; else it may become it
     * @throws JournalException if another one has
     */
    boolean require() throws SQLException {
      try (ResultSet row = select.executeQuery()) {
        String owner = row.next() ? row.getString(1) : null;
        if (token.equals(owner)) {
          return true;
        }
        if (owner == null ? found == null : owner.equals(found)) {
          return false;
        }
        throw new JournalException(
            "The journal "
                + database
                + " was taken over by "
                + (owner == null ? "another program" : told(row.getString(2)))
                + ", since the lock of this process was removed or lost. This process neither"
                + " reads, writes nor deletes there any more. One process at a time: give each its"
                + " own directory");
      }
    }
  }
}
