package io.github.maestroevents.journal.internal.sqlite.rows;

import io.github.maestroevents.delivery.store.JournalException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The tables of a SQLite journal: created in an empty file, checked by version in any other. */
final class SqliteSchema {

  /** The version of the tables that this library writes: {@value}. */
  static final int VERSION = 1;

  private static final String EVENT_COLUMNS =
      "accepted_at INTEGER NOT NULL, event_id TEXT NOT NULL, type TEXT NOT NULL, level TEXT NOT"
          + " NULL, workflow_id TEXT, ordering_key TEXT NOT NULL, content_type TEXT NOT NULL,"
          + " attributes TEXT NOT NULL, payload BLOB NOT NULL, crc32c INTEGER NOT NULL";

  private static final String[] TABLES = {
    "CREATE TABLE event (sequence INTEGER PRIMARY KEY, " + EVENT_COLUMNS + ")",
    // Without types or constraints: what is damaged is kept as it was found.
    "CREATE TABLE quarantine (sequence, accepted_at, event_id, type, level, workflow_id,"
        + " ordering_key, content_type, attributes, payload, crc32c, reason, found_at)",
    "CREATE TABLE journal (last_sequence INTEGER NOT NULL, events INTEGER NOT NULL)",
    "INSERT INTO journal VALUES (0, 0)",
    SqliteOwner.TABLE,
    "CREATE VIEW event_list AS SELECT sequence,"
        + " strftime('%Y-%m-%dT%H:%M:%SZ', accepted_at / 1000000000, 'unixepoch') AS accepted,"
        + " type, level, workflow_id, ordering_key, event_id, length(payload) AS payload_bytes"
        + " FROM event"
  };

  private SqliteSchema() {}

  /**
   * Makes sure of the tables.
   *
   * @throws JournalException if the file is another program's or a newer version's
   */
  static void createOrCheck(Connection connection, String place) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      long version = number(statement, "PRAGMA user_version");
      if (version == VERSION) {
        statement.execute(SqliteOwner.TABLE);
        return;
      }
      if (version != 0 || number(statement, "SELECT COUNT(*) FROM sqlite_schema") != 0) {
        throw new JournalException(
            place
                + " holds tables of version "
                + version
                + ", and this library knows version "
                + VERSION
                + ": use the library that wrote it, or give the journal another directory");
      }
      returnsPages(statement);
      statement.execute("BEGIN IMMEDIATE");
      for (String table : TABLES) {
        statement.execute(table);
      }
      statement.execute("PRAGMA user_version = " + VERSION);
      statement.execute("COMMIT");
    }
  }

  /**
   * Lets a file that is still empty shrink piece by piece:
   * sqlite.org/pragma.html#pragma_auto_vacuum.
   */
  private static void returnsPages(Statement statement) throws SQLException {
    statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
    statement.execute("VACUUM"); // the choice of WAL has written its first page already
  }

  private static long number(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      return result.next() ? result.getLong(1) : 0;
    }
  }
}
