package io.github.maestroevents.journal.inspect;

import io.github.maestroevents.delivery.store.JournalException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Those of a database that hosts share: the journals of a destination, of one node or of all. */
record PostgresViewedTables(Connection connection, List<String> owner) implements ViewedTables {

  private static final String PREFIX = "maestro_journal_";

  static PostgresViewedTables of(Connection connection, String destination, @Nullable String node) {
    return new PostgresViewedTables(
        connection, node == null ? List.of(destination) : List.of(destination, node));
  }

  @Override
  public String where() {
    return " WHERE destination = ?" + (owner.size() > 1 ? " AND node = ?" : "");
  }

  @Override
  public boolean haveNodes() {
    return true;
  }

  @Override
  public String events() {
    return PREFIX + "event";
  }

  @Override
  public String quarantine() {
    return PREFIX + "quarantine";
  }

  @Override
  public String length() {
    return "octet_length";
  }

  @Override
  public String bytesOf(String column) {
    return "octet_length(" + column + ")";
  }

  @Override
  public String ofNode() {
    return " AND node = ?";
  }

  @Override
  public List<String> nodeIfAny(String node) {
    return List.of(node);
  }

  @Override
  public String reference() {
    return "ctid::text";
  }

  @Override
  public String nodeColumn() {
    return ", node";
  }

  @Override
  public String nodeOf(ResultSet row) throws SQLException {
    return row.getString("node");
  }

  @Override
  public String order() {
    return "node, sequence, ctid";
  }

  @Override
  public String behind() {
    return " AND (node, sequence, ctid) > (?, ?, ?::tid)";
  }

  @Override
  public List<Object> position(QuarantinedRow row) {
    return List.of(row.row().node(), row.row().sequence(), row.reference());
  }

  @Override
  public void backup(Path file) throws SQLException {
    StringBuilder command = new StringBuilder("pg_dump --format=custom --file=").append(file);
    String database = "";
    try (Statement query = connection.createStatement();
        ResultSet row =
            query.executeQuery(
                "SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname), current_database()"
                    + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE c.oid IN (SELECT to_regclass('maestro_journal_' || name)"
                    + " FROM unnest(ARRAY['event', 'event_list', 'lease', 'quarantine', 'version'])"
                    + " AS name) ORDER BY 1")) {
      while (row.next()) {
        command.append(" --table='").append(row.getString(1)).append('\'');
        database = row.getString(2);
      }
    }
    throw new JournalException(
        "A journal in PostgreSQL is copied by PostgreSQL, with the journals of all nodes and"
            + " destinations in its tables: "
            + command
            + " --dbname='"
            + database
            + "'");
  }
}
