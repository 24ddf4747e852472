package io.github.maestroevents.journal.internal.postgres;

import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.SafeLogger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the journals in a schema of a database: created where there are none. Elsewhere it
 * is checked whose they are, what they are, and of which version.
 */
final class PostgresSchema {

  /** The version of the tables that this library writes: {@value}. */
  static final int VERSION = 1;

  /** Hosts that start at once create the tables one after the other: the key of their lock. */
  private static final long CREATION_LOCK = 7_190_345_812_663_204_113L;

  private static final SafeLogger LOG = SafeLogger.of(PostgresSchema.class);

  private static final List<String> ALL = List.of("version", "node");

  private PostgresSchema() {}

  /**
   * Makes sure of the tables. That of the nodes may be missing: earlier hosts knew none, and an
   * administrator may have made the others. Then it is created if that is allowed.
   *
   * @param trustedOwner a role that may own them beside the trusted ones, or null
   * @throws JournalException if somebody else has made the tables, they are no plain tables, or of
   *     another version, or the database cannot hold every character that an event may have
   * @return whether there is a table of the nodes
   */
  static boolean createOrCheck(
      Connection connection, PostgresNames names, @Nullable String trustedOwner, String place)
      throws SQLException {
    try (Statement command = connection.createStatement()) {
      requireUnicode(command, place);
      if (found(connection, names, trustedOwner).containsAll(ALL)) {
        check(command, names, place);
        return true;
      }
      command.execute("SELECT pg_advisory_xact_lock(" + CREATION_LOCK + ")");
      Set<String> found = found(connection, names, trustedOwner); // another host may be faster
      if (found.contains("version")) {
        check(command, names, place);
        return found.contains("node") || createBoard(connection, names, trustedOwner, place);
      }
      for (String table : tables(names)) {
        command.execute(table);
      }
      command.execute(board(names));
      Set<String> unused =
          found(connection, names, trustedOwner); // and nobody has put anything beside them
      return true;
    }
  }

  /** Nothing depends on it but that the nodes see each other. */
  private static boolean createBoard(
      Connection connection, PostgresNames names, @Nullable String trustedOwner, String place)
      throws SQLException {
    Savepoint before = connection.setSavepoint();
    try (Statement command = connection.createStatement()) {
      command.execute(board(names));
      Set<String> unused = found(connection, names, trustedOwner);
      return true;
    } catch (SQLException e) {
      if (!PostgresErrors.isForbidden(e)) {
        throw e;
      }
      connection.rollback(before);
      LOG.warn(
          "The journal {} may not create the table {}, by which nodes see each other on the status"
              + " page. Open a journal once as the owner of the schema, and GRANT the same rights"
              + " as on the other tables",
          place,
          LogText.oneLine(names.node()));
      return false;
    }
  }

  /** Makes sure first that what is there is to be trusted. */
  private static Set<String> found(
      Connection connection, PostgresNames names, @Nullable String trustedOwner)
      throws SQLException {
    Set<String> found = PostgresTableCheck.require(connection, names, trustedOwner);
    for (String table : List.of("event", "lease", "quarantine")) {
      if (found.contains("version") && !found.contains(table)) {
        throw new JournalException(
            "The table "
                + LogText.oneLine(names.qualified(table))
                + " of the journal is missing: restore it, or name another schema");
      }
    }
    return found;
  }

  private static String board(PostgresNames names) {
    return "CREATE TABLE "
        + names.node()
        + " (destination text NOT NULL, node text NOT NULL, owner text NOT NULL,"
        + " process text NOT NULL, started_at timestamptz NOT NULL,"
        + " reported_at timestamptz NOT NULL, ended boolean NOT NULL, report text NOT NULL,"
        + " PRIMARY KEY (destination, node))";
  }

  private static String[] tables(PostgresNames names) {
    return new String[] {
      "CREATE TABLE "
          + names.event()
          + " (destination text NOT NULL, node text NOT NULL,"
          + " sequence bigint NOT NULL, accepted_at bigint NOT NULL, event_id text NOT NULL,"
          + " type text NOT NULL, level text NOT NULL, workflow_id text,"
          + " ordering_key text NOT NULL, content_type text NOT NULL, attributes text NOT NULL,"
          + " payload bytea NOT NULL, crc32c bigint NOT NULL,"
          + " PRIMARY KEY (destination, node, sequence))",
      "CREATE TABLE "
          + names.quarantine()
          + " (destination text, node text, sequence bigint,"
          + " accepted_at bigint, event_id text, type text, level text, workflow_id text,"
          + " ordering_key text, content_type text, attributes text, payload bytea, crc32c bigint,"
          + " reason text, found_at bigint)",
      "CREATE TABLE "
          + names.lease()
          + " (destination text NOT NULL, node text NOT NULL,"
          + " owner text NOT NULL, holder text NOT NULL, last_sequence bigint NOT NULL,"
          + " expires_at timestamptz NOT NULL, heir text, PRIMARY KEY (destination, node))",
      "CREATE VIEW "
          + names.eventList()
          + " AS SELECT destination, node, sequence,"
          + " to_timestamp(accepted_at / 1e9) AS accepted, type, level, workflow_id, ordering_key,"
          + " event_id, octet_length(payload) AS payload_bytes FROM "
          + names.event(),
      "CREATE TABLE " + names.version() + " (version integer NOT NULL)",
      "INSERT INTO " + names.version() + " VALUES (" + VERSION + ")"
    };
  }

  /** Else one event with a foreign character would keep all that are written with it out. */
  private static void requireUnicode(Statement command, String place) throws SQLException {
    try (ResultSet row =
        command.executeQuery(
            "SELECT pg_catalog.current_setting('server_encoding'),"
                + " pg_catalog.current_database()")) {
      if (row.next() && !"UTF8".equals(row.getString(1))) {
        throw new JournalException(
            "The database "
                + LogText.id(row.getString(2))
                + " of the journal "
                + place
                + " is encoded in "
                + LogText.id(row.getString(1))
                + ", which cannot hold every event: it must be UTF8. Create one with"
                + " ENCODING 'UTF8' TEMPLATE template0");
      }
    }
  }

  private static void check(Statement command, PostgresNames names, String place)
      throws SQLException {
    try (ResultSet row = command.executeQuery("SELECT version FROM " + names.version())) {
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
