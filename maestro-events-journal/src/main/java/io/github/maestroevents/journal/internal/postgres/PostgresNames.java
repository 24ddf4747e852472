package io.github.maestroevents.journal.internal.postgres;

import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.spi.LogText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tables in their schema, and the operators of PostgreSQL itself, as statements name them: what
 * the search path of a connection holds means nothing. In a schema where everybody may create,
 * somebody could else put a table, an operator or a function in front of those that are meant.
 *
 * @param schema the schema, as it is called; not quoted
 */
public record PostgresNames(String schema) {

  static final String PREFIX = "maestro_journal_";

  /** All that a journal makes; the list is a view. */
  static final List<String> RELATIONS =
      List.of("event", "event_list", "lease", "node", "quarantine", "version");

  public static final String EQUALS = " OPERATOR(pg_catalog.=) ";
  static final String DIFFERS = " OPERATOR(pg_catalog.<>) ";
  public static final String GREATER = " OPERATOR(pg_catalog.>) ";
  static final String SMALLER = " OPERATOR(pg_catalog.<) ";

  /** The moment, by the database's clock. */
  public static final String NOW = "pg_catalog.clock_timestamp()";

  /**
   * The names in a schema.
   *
   * @param schema null for the first of the search path that holds a journal's tables; if none
   *     does, that in which the connection would create a table
   * @throws JournalException if there is no such schema
   */
  public static PostgresNames of(Connection connection, @Nullable String schema)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname"
                + EQUALS
                + "coalesce(CAST(? AS pg_catalog.name), "
                + schemaOf("version")
                + ", "
                + schemaOf("event")
                + ", pg_catalog.current_schema())")) {
      select.setString(1, schema);
      try (ResultSet row = select.executeQuery()) {
        if (row.next()) {
          return new PostgresNames(row.getString(1));
        }
      }
    }
    throw new JournalException(
        schema == null
            ? "The search path of the connection names no schema that exists: name one for the"
                + " journal's tables"
            : "There is no schema "
                + LogText.quoted(schema)
                + " in this database: create it, owned by the journal's role, or name another");
  }

  /** That of the table which the search path finds; null if there is none. */
  private static String schemaOf(String table) {
    return "(SELECT s.nspname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace s ON s.oid"
        + EQUALS
        + "c.relnamespace WHERE c.oid"
        + EQUALS
        + "pg_catalog.to_regclass('"
        + PREFIX
        + table
        + "'))";
  }

  public String event() {
    return qualified("event");
  }

  public String eventList() {
    return qualified("event_list");
  }

  public String lease() {
    return qualified("lease");
  }

  /** Where the nodes report; a journal does without where it may not create it. */
  public String node() {
    return qualified("node");
  }

  public String quarantine() {
    return qualified("quarantine");
  }

  public String version() {
    return qualified("version");
  }

  /** All that a journal makes, as patterns of pg_dump: in quotes only where it needs them. */
  public List<String> patterns() {
    String plain = schema.matches("[a-z_][a-z0-9_]*") ? schema : quoted(schema);
    return RELATIONS.stream().map(name -> plain + "." + PREFIX + name).toList();
  }

  /** By the part of a name behind the prefix. */
  String qualified(String name) {
    return quoted(schema) + "." + PREFIX + name;
  }

  /** An identifier, whatever stands in it. */
  static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
