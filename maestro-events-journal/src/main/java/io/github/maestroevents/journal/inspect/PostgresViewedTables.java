package io.github.maestroevents.journal.inspect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
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
}
