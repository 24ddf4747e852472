package io.github.maestroevents.journal.internal.postgres;

import static io.github.maestroevents.journal.internal.postgres.PostgresNames.EQUALS;
import static io.github.maestroevents.journal.internal.postgres.PostgresNames.GREATER;

import io.github.maestroevents.journal.internal.row.DamagedRow;
import io.github.maestroevents.journal.internal.row.StoredEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The statements on the tables of events, within the caller's transaction. */
final class PostgresRows {

  private static final String PLUS = " OPERATOR(pg_catalog.+) ";

  private static final String MINE = " WHERE destination" + EQUALS + "? AND node" + EQUALS + "? ";

  /** As {@code StoredEvent.bytes()} has it, but for characters of more than a byte. */
  private static final String BYTES =
      Stream.of(
              "event_id",
              "type",
              "level",
              "workflow_id",
              "ordering_key",
              "content_type",
              "attributes",
              "payload")
          .map(column -> "coalesce(pg_catalog.octet_length(" + column + "), 0)")
          .collect(Collectors.joining(PLUS, "(96" + PLUS, ")"));

  private static final int ROWS_FETCHED_AT_ONCE = 64;

  private final PostgresSettings settings;
  private final PostgresNames names;

  PostgresRows(PostgresSettings settings, PostgresNames names) {
    this.settings = settings;
    this.names = names;
  }

  /**
   * Rows that are there already with the same event are left alone.
   *
   * @return whether all of them were new
   */
  boolean insert(Connection connection, List<StoredEvent> rows) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      write(connection, rows);
      return true;
    } catch (SQLException e) {
      if (!PostgresErrors.isTaken(e)) {
        throw e;
      }
      connection.rollback(before);
    }
    Map<Long, String> there = idsOf(connection, rows);
    List<StoredEvent> missing = new ArrayList<>();
    for (StoredEvent row : rows) {
      if (there.containsKey(row.sequence())) {
        row.requireSameEvent(there.get(row.sequence()));
      } else {
        missing.add(row);
      }
    }
    if (!missing.isEmpty()) {
      write(connection, missing);
    }
    return false;
  }

  private void write(Connection connection, List<StoredEvent> rows) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO "
                + names.event()
                + " (destination, node, "
                + StoredEvent.COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (StoredEvent row : rows) {
        insert.setString(1, settings.destination());
        insert.setString(2, settings.node());
        row.bind(insert, 3);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** A commit whose answer was lost has written them. */
  private Map<Long, String> idsOf(Connection connection, List<StoredEvent> rows)
      throws SQLException {
    Map<Long, String> stored = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT sequence, event_id FROM "
                + names.event()
                + MINE
                + "AND sequence"
                + EQUALS
                + "ANY (?)")) {
      bindMine(select, settings.node());
      select.setArray(
          3,
          connection.createArrayOf("bigint", rows.stream().map(StoredEvent::sequence).toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          stored.put(row.getLong(1), row.getString(2));
        }
      }
    }
    return stored;
  }

  List<StoredEvent> select(
      Connection connection, String node, long after, int maxRows, long maxBytes)
      throws SQLException {
    List<StoredEvent> rows = new ArrayList<>();
    long bytes = 0;
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT "
                + StoredEvent.COLUMNS
                + " FROM "
                + names.event()
                + MINE
                + "AND sequence"
                + GREATER
                + "? ORDER BY sequence LIMIT ?")) {
      bindMine(select, node);
      select.setLong(3, after);
      select.setInt(4, maxRows);
      select.setFetchSize(ROWS_FETCHED_AT_ONCE);
      try (ResultSet result = select.executeQuery()) {
        while (bytes < maxBytes && result.next()) {
          StoredEvent row = StoredEvent.read(result);
          bytes += row.bytes();
          if (bytes > maxBytes && !rows.isEmpty()) {
            break;
          }
          rows.add(row);
        }
      }
    }
    return rows;
  }

  /**
   * Not waited for until it is on disk: after a crash of the server the rows may be back, which
   * were delivered and are delivered again.
   */
  Sum delete(Connection connection, long[] sequences) throws SQLException {
    commitLazily(connection);
    return remove(connection, settings.node(), sequences);
  }

  /** The commit of this transaction does not wait for the disk. */
  static void commitLazily(Connection connection) throws SQLException {
    try (PreparedStatement lazily =
        connection.prepareStatement("SET LOCAL synchronous_commit = off")) {
      lazily.execute();
    }
  }

  /** Deletes rows of a node. */
  Sum remove(Connection connection, String node, long[] sequences) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "WITH gone AS (DELETE FROM "
                + names.event()
                + MINE
                + "AND sequence"
                + EQUALS
                + "ANY (?) RETURNING "
                + BYTES
                + " AS bytes) SELECT pg_catalog.count(*), coalesce(pg_catalog.sum(bytes), 0) FROM gone")) {
      bindMine(delete, node);
      delete.setArray(
          3, connection.createArrayOf("bigint", Arrays.stream(sequences).boxed().toArray()));
      return sum(delete);
    }
  }

  void quarantine(Connection connection, String node, List<DamagedRow> rows) throws SQLException {
    String columns = "destination, node, " + StoredEvent.COLUMNS;
    try (PreparedStatement move =
        connection.prepareStatement(
            "WITH gone AS (DELETE FROM "
                + names.event()
                + MINE
                + "AND sequence"
                + EQUALS
                + "? RETURNING "
                + columns
                + ") INSERT INTO "
                + names.quarantine()
                + " ("
                + columns
                + ", reason, found_at) SELECT "
                + columns
                + ", ?, ? FROM gone")) {
      for (DamagedRow row : rows) {
        bindMine(move, node);
        move.setLong(3, row.sequence());
        move.setString(4, row.reason());
        move.setLong(5, StoredEvent.nanos(settings.clock().now()));
        move.executeUpdate();
      }
    }
  }

  /** What the node holds; looks at all of its rows. */
  Sum sum(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT pg_catalog.count(*), coalesce(pg_catalog.sum("
                + BYTES
                + "), 0) FROM "
                + names.event()
                + MINE)) {
      bindMine(select, settings.node());
      return sum(select).withOldest(oldest(connection));
    }
  }

  long lastSequence(Connection connection) throws SQLException {
    return number(connection, "SELECT pg_catalog.max(sequence) FROM " + names.event() + MINE);
  }

  long quarantined(Connection connection) throws SQLException {
    return number(connection, "SELECT pg_catalog.count(*) FROM " + names.quarantine() + MINE);
  }

  @Nullable Instant oldest(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT accepted_at FROM " + names.event() + MINE + "ORDER BY sequence LIMIT 1")) {
      bindMine(select, settings.node());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? StoredEvent.instant(row.getLong(1)) : null;
      }
    }
  }

  private long number(Connection connection, String query) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(query)) {
      bindMine(select, settings.node());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  private static Sum sum(PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      return row.next() ? new Sum(row.getLong(1), row.getLong(2), null) : Sum.NOTHING;
    }
  }

  private void bindMine(PreparedStatement statement, String node) throws SQLException {
    statement.setString(1, settings.destination());
    statement.setString(2, node);
  }

  /**
   * Rows, taken together.
   *
   * @param oldest when the first of them was accepted, if there is one and it was asked for
   */
  record Sum(long events, long bytes, @Nullable Instant oldest) {

    static final Sum NOTHING = new Sum(0, 0, null);

    Sum plus(long moreEvents, long moreBytes) {
      return new Sum(events + moreEvents, bytes + moreBytes, oldest);
    }

    Sum minus(Sum gone) {
      return new Sum(events - gone.events, Math.max(0, bytes - gone.bytes), oldest);
    }

    Sum withOldest(@Nullable Instant time) {
      return new Sum(events, bytes, time);
    }
  }
}
