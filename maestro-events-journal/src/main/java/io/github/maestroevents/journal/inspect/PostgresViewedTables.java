package io.github.maestroevents.journal.inspect;

import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.internal.postgres.PostgresNames;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Those of a database that hosts share: the journals of a destination, of one node or of all. */
record PostgresViewedTables(Connection connection, PostgresNames names, List<String> owner)
    implements ViewedTables {

  static PostgresViewedTables of(
      Connection connection, PostgresNames names, String destination, @Nullable String node) {
    return new PostgresViewedTables(
        connection, names, node == null ? List.of(destination) : List.of(destination, node));
  }

  /** Until the end of its transaction nothing but PostgreSQL's own functions are found. */
  @Override
  public void beforeQuery() throws SQLException {
    try (Statement command = connection.createStatement()) {
      command.execute("SET LOCAL search_path = pg_catalog, pg_temp");
    }
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
    return names.event();
  }

  @Override
  public String quarantine() {
    return names.quarantine();
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
    String database = "";
    try (Statement query = connection.createStatement();
        ResultSet row = query.executeQuery("SELECT pg_catalog.current_database()")) {
      if (row.next()) {
        database = row.getString(1);
      }
    }
    StringBuilder command = new StringBuilder("pg_dump --format=custom --file=");
    String target = file.toString();
    command.append(target.matches("[\\w./-]+") ? target : word(target));
    for (String table : names.patterns()) {
      command.append(" --table=").append(word(table));
    }
    throw new JournalException(
        "A journal in PostgreSQL is copied by PostgreSQL, with the journals of all nodes and"
            + " destinations in its tables: "
            + command
            + " --dbname="
            + word(database));
  }

  /** For a shell. */
  private static String word(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
