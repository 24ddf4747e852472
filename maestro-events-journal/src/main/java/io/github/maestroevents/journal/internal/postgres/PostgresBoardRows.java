package io.github.maestroevents.journal.internal.postgres;

import static io.github.maestroevents.journal.internal.postgres.PostgresNames.DIFFERS;
import static io.github.maestroevents.journal.internal.postgres.PostgresNames.EQUALS;
import static io.github.maestroevents.journal.internal.postgres.PostgresNames.GREATER;
import static io.github.maestroevents.journal.internal.postgres.PostgresNames.NOW;
import static io.github.maestroevents.journal.internal.postgres.PostgresNames.SMALLER;

import io.github.maestroevents.delivery.store.NodeSighting;
import io.github.maestroevents.delivery.store.NodeSighting.Life;
import io.github.maestroevents.journal.internal.row.StoredReport;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements on the table of the nodes, within the caller's transaction. Every time and age is
 * the database's.
 */
public final class PostgresBoardRows {

  /** So many nodes of a destination are remembered; those that were silent longest go first. */
  static final int MOST_NODES = 200;

  /** A node that was silent for so long is forgotten: as PostgreSQL writes an interval. */
  static final String FORGOTTEN_AFTER = "1 day";

  /** Far more than a report has; whatever stands there, no more is read. */
  private static final int MOST_REPORT_CHARS = 16_384;

  private static final int MOST_NAME_CHARS = 300;

  private static final String MINE = " WHERE destination" + EQUALS + "? AND node" + EQUALS + "?";

  private PostgresBoardRows() {}

  /** Writes a report, as long as the lease is this process's. */
  static void write(
      Connection connection,
      PostgresNames names,
      String destination,
      String node,
      PostgresLease lease,
      String report)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO "
                + names.node()
                + " AS board (destination, node, owner, process, started_at, reported_at, ended,"
                + " report) SELECT lease.destination, lease.node, lease.owner, ?, "
                + NOW
                + ", "
                + NOW
                + ", false, ? FROM "
                + names.lease()
                + " AS lease WHERE lease.destination"
                + EQUALS
                + "? AND lease.node"
                + EQUALS
                + "? AND lease.owner"
                + EQUALS
                + "? ON CONFLICT (destination, node) DO UPDATE SET started_at = CASE"
                + " WHEN board.owner"
                + EQUALS
                + "excluded.owner THEN board.started_at ELSE excluded.started_at END,"
                + " owner = excluded.owner, process = excluded.process,"
                + " reported_at = excluded.reported_at, ended = false,"
                + " report = excluded.report")) {
      insert.setString(1, lease.holder());
      insert.setString(2, report);
      insert.setString(3, destination);
      insert.setString(4, node);
      insert.setString(5, lease.owner());
      insert.executeUpdate();
    }
  }

  /** The node says goodbye. */
  static void end(
      Connection connection,
      PostgresNames names,
      String destination,
      String node,
      PostgresLease lease)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE "
                + names.node()
                + " SET ended = true, reported_at = "
                + NOW
                + MINE
                + " AND owner"
                + EQUALS
                + "?")) {
      update.setString(1, destination);
      update.setString(2, node);
      update.setString(3, lease.owner());
      update.executeUpdate();
    }
  }

  /**
   * Removes nodes that were silent for long, and those beyond {@link #MOST_NODES}. What another
   * process writes or removes at this moment is passed over.
   */
  static void forget(Connection connection, PostgresNames names, String destination)
      throws SQLException {
    String from = " FROM " + names.node();
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE"
                + from
                + " WHERE destination"
                + EQUALS
                + "? AND node"
                + EQUALS
                + "ANY (ARRAY(SELECT old.node"
                + from
                + " AS old WHERE old.destination"
                + EQUALS
                + "? AND (old.reported_at"
                + SMALLER
                + "("
                + NOW
                + " OPERATOR(pg_catalog.-) interval '"
                + FORGOTTEN_AFTER
                + "') OR old.reported_at"
                + SMALLER
                + "(SELECT newer.reported_at"
                + from
                + " AS newer WHERE newer.destination"
                + EQUALS
                + "? ORDER BY newer.reported_at DESC OFFSET "
                + (MOST_NODES - 1)
                + " LIMIT 1)) LIMIT "
                + MOST_NODES
                + " FOR UPDATE SKIP LOCKED))")) {
      delete.setString(1, destination);
      delete.setString(2, destination);
      delete.setString(3, destination);
      delete.executeUpdate();
    }
  }

  /**
   * All nodes of a destination that have a lease or a report, by name.
   *
   * @param self the node that reads; null for somebody who only looks
   */
  public static List<NodeSighting> read(
      Connection connection, PostgresNames names, String destination, @Nullable String self)
      throws SQLException {
    List<NodeSighting> nodes = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(select(names))) {
      select.setString(1, destination);
      select.setString(2, destination);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          nodes.add(sighting(row, self));
        }
      }
    }
    return nodes;
  }

  private static String select(PostgresNames names) {
    return "SELECT pg_catalog.left(coalesce(board.node, lease.node), "
        + MOST_NAME_CHARS
        + "), coalesce(lease.alive, false), coalesce(board.ended, false),"
        + " pg_catalog.left(coalesce(lease.holder, board.process), "
        + MOST_NAME_CHARS
        + "), "
        + millisSince("board.started_at")
        + ", "
        + millisSince("board.reported_at")
        + ", pg_catalog.left(board.report, "
        + MOST_REPORT_CHARS
        + ") FROM (SELECT * FROM "
        + names.node()
        + " WHERE destination"
        + EQUALS
        + "?) AS board FULL JOIN (SELECT node, holder, owner"
        + DIFFERS
        + "'' AND heir IS NULL AND expires_at"
        + GREATER
        + NOW
        + " AS alive FROM "
        + names.lease()
        + " WHERE destination"
        + EQUALS
        + "?) AS lease ON lease.node"
        + EQUALS
        + "board.node ORDER BY 1 LIMIT "
        + 2 * MOST_NODES;
  }

  private static String millisSince(String column) {
    return "CAST(pg_catalog.date_part('epoch', "
        + NOW
        + " OPERATOR(pg_catalog.-) "
        + column
        + ") OPERATOR(pg_catalog.*) CAST(1000 AS pg_catalog.float8) AS pg_catalog.int8)";
  }

  private static NodeSighting sighting(ResultSet row, @Nullable String self) throws SQLException {
    String node = row.getString(1);
    boolean ended = row.getBoolean(3);
    return new NodeSighting(
        node,
        node.equals(self),
        row.getBoolean(2) ? Life.ALIVE : ended ? Life.ENDED : Life.DOWN,
        row.getString(4),
        age(row, 5),
        age(row, 6),
        StoredReport.read(row.getString(7)));
  }

  /** An administrator may set the database's clock back. */
  private static @Nullable Duration age(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Duration.ofMillis(Math.max(0, millis));
  }
}
