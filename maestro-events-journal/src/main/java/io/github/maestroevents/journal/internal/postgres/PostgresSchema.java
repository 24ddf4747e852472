package io.github.maestroevents.journal.internal.postgres;

import io.github.maestroevents.delivery.store.JournalException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The tables of the journals in a database, in the schema that the connection's search path names
 * first: created where there are none, checked by version elsewhere.
 */
final class PostgresSchema {

  /** The version of the tables that this library writes: {@value}. */
  static final int VERSION = 1;

  /** Hosts that start at once create the tables one after the other: the key of their lock. */
  private static final long CREATION_LOCK = 7_190_345_812_663_204_113L;

  private static final String[] TABLES = {
    "CREATE TABLE maestro_journal_event (destination text NOT NULL, node text NOT NULL,"
        + " sequence bigint NOT NULL, accepted_at bigint NOT NULL, event_id text NOT NULL,"
        + " type text NOT NULL, level text NOT NULL, workflow_id text,"
        + " ordering_key text NOT NULL, content_type text NOT NULL, attributes text NOT NULL,"
        + " payload bytea NOT NULL, crc32c bigint NOT NULL,"
        + " PRIMARY KEY (destination, node, sequence))",
    "CREATE TABLE maestro_journal_quarantine (destination text, node text, sequence bigint,"
        + " accepted_at bigint, event_id text, type text, level text, workflow_id text,"
        + " ordering_key text, content_type text, attributes text, payload bytea, crc32c bigint,"
        + " reason text, found_at bigint)",
    "CREATE TABLE maestro_journal_lease (destination text NOT NULL, node text NOT NULL,"
        + " owner text NOT NULL, holder text NOT NULL, last_sequence bigint NOT NULL,"
        + " expires_at timestamptz NOT NULL, heir text, PRIMARY KEY (destination, node))",
    "CREATE VIEW maestro_journal_event_list AS SELECT destination, node, sequence,"
        + " to_timestamp(accepted_at / 1e9) AS accepted, type, level, workflow_id, ordering_key,"
        + " event_id, octet_length(payload) AS payload_bytes FROM maestro_journal_event",
    "CREATE TABLE maestro_journal_version (version integer NOT NULL)",
    "INSERT INTO maestro_journal_version VALUES (" + VERSION + ")"
  };

  private PostgresSchema() {}

  /**
   * Makes sure of the tables.
   *
   * @throws JournalException if the tables are of another version, or the database cannot hold
   *     every character that an event may have
   */
  static void createOrCheck(Connection connection, String place) throws SQLException {
    try (Statement command = connection.createStatement()) {
      requireUnicode(command, place);
      if (exist(command)) {
        check(command, place);
        return;
      }
      command.execute("SELECT pg_advisory_xact_lock(" + CREATION_LOCK + ")");
      if (exist(command)) { // another host was faster
        check(command, place);
        return;
      }
      for (String table : TABLES) {
        command.execute(table);
      }
    }
  }

  /** Else one event with a foreign character would keep all that are written with it out. */
  private static void requireUnicode(Statement command, String place) throws SQLException {
    try (ResultSet row =
        command.executeQuery("SELECT current_setting('server_encoding'), current_database()")) {
      if (row.next() && !"UTF8".equals(row.getString(1))) {
        throw new JournalException(
            "The database "
                + row.getString(2)
                + " of the journal "
                + place
                + " is encoded in "
                + row.getString(1)
                + ", which cannot hold every event: it must be UTF8. Create one with"
                + " ENCODING 'UTF8' TEMPLATE template0");
      }
    }
  }

  private static boolean exist(Statement command) throws SQLException {
    try (ResultSet row = command.executeQuery("SELECT to_regclass('maestro_journal_version')")) {
      return row.next() && row.getString(1) != null;
    }
  }

  private static void check(Statement command, String place) throws SQLException {
    try (ResultSet row = command.executeQuery("SELECT version FROM maestro_journal_version")) {
      int version = row.next() ? row.getInt(1) : 0;
      if (version != VERSION) {
        throw new JournalException(
            "The journal tables of "
                + place
                + " are of version "
                + version
                + ", and this library knows version "
                + VERSION
                + ": use the library that made them, or another schema");
      }
    }
  }
}
