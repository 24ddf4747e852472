package io.github.maestroevents.journal.internal.view;

import io.github.maestroevents.journal.internal.row.StoredEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A journal's tables, to look at: in short reads, so that a writer is never held up. */
public final class JournalView implements AutoCloseable {

  private static final int ROWS_AT_ONCE = 500;

  private static final String QUARANTINE_COLUMNS =
      "sequence, accepted_at, event_id, type, level, workflow_id, ordering_key, content_type,"
          + " attributes, payload, crc32c, reason, found_at";

  private final Connection connection;
  private final String prefix;
  private final List<String> owner;

  private JournalView(Connection connection, String prefix, List<String> owner) {
    this.connection = connection;
    this.prefix = prefix;
    this.owner = owner;
  }

  static JournalView ofSqlite(Connection connection) {
    return new JournalView(connection, "", List.of());
  }

  /**
   * The tables of one node, or of all.
   *
   * @param node null for all
   */
  static JournalView ofPostgres(Connection connection, String destination, @Nullable String node) {
    List<String> owner = node == null ? List.of(destination) : List.of(destination, node);
    return new JournalView(connection, "maestro_journal_", owner);
  }

  /** Who holds a lease that is not over. */
  static Optional<String> livingHolder(Connection connection, String destination, String node)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT holder FROM maestro_journal_lease WHERE destination = ? AND node = ?"
                + " AND owner <> '' AND expires_at > clock_timestamp()")) {
      select.setString(1, destination);
      select.setString(2, node);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  /** The nodes whose lease is not over, with their holders. */
  List<String> livingHolders() throws SQLException {
    List<String> holders = new ArrayList<>();
    try (PreparedStatement select =
            prepare(
                "SELECT node, holder FROM maestro_journal_lease"
                    + where()
                    + " AND owner <> '' AND expires_at > clock_timestamp() ORDER BY node");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        holders.add(row.getString(1) + ": " + row.getString(2));
      }
    }
    return holders;
  }

  /** The nodes that have events; one without a name where there are no nodes. */
  public List<String> nodes() throws SQLException {
    if (owner.isEmpty()) {
      return List.of("");
    }
    List<String> nodes = new ArrayList<>();
    try (PreparedStatement select =
            prepare("SELECT DISTINCT node FROM " + events() + where() + " ORDER BY node");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        nodes.add(row.getString(1));
      }
    }
    return nodes;
  }

  public long count(Selection selection) throws SQLException {
    return number("SELECT count(*) FROM " + events() + where() + selection.condition(), selection);
  }

  public long quarantined() throws SQLException {
    return number("SELECT count(*) FROM " + prefix + "quarantine" + where(), null);
  }

  public long payloadBytes() throws SQLException {
    String length = owner.isEmpty() ? "length" : "octet_length";
    return number(
        "SELECT coalesce(sum(" + length + "(payload)), 0) FROM " + events() + where(), null);
  }

  /** When the oldest event was accepted, in epoch nanoseconds; 0 for none. */
  public long oldestNanos() throws SQLException {
    return number("SELECT coalesce(min(accepted_at), 0) FROM " + events() + where(), null);
  }

  /** The next events of a node, by sequence; empty at the end. */
  public List<StoredEvent> next(String node, long after, Selection selection) throws SQLException {
    String ofNode = owner.isEmpty() ? "" : " AND node = ?";
    List<StoredEvent> rows = new ArrayList<>();
    try (PreparedStatement select =
        prepare(
            "SELECT "
                + StoredEvent.COLUMNS
                + " FROM "
                + events()
                + where()
                + selection.condition()
                + ofNode
                + " AND sequence > ? ORDER BY sequence LIMIT "
                + ROWS_AT_ONCE)) {
      int parameter = bind(select, selection);
      if (!owner.isEmpty()) {
        select.setString(parameter++, node);
      }
      select.setLong(parameter, after);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          rows.add(StoredEvent.read(row));
        }
      }
    }
    return rows;
  }

  /** A line for each row of the quarantine, printed while nothing is being read. */
  public void quarantine(RowText text, Consumer<String> lines) throws SQLException {
    if (!owner.isEmpty()) {
      quarantineByCursor(text, lines);
      return;
    }
    long after = Long.MIN_VALUE;
    List<String> piece = new ArrayList<>();
    do {
      piece.clear();
      try (PreparedStatement select =
          prepare(
              "SELECT rowid, "
                  + QUARANTINE_COLUMNS
                  + " FROM quarantine WHERE rowid > ? ORDER BY rowid LIMIT "
                  + ROWS_AT_ONCE)) {
        select.setLong(1, after);
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            after = row.getLong(1);
            piece.add(text.of(row));
          }
        }
      }
      piece.forEach(lines);
    } while (!piece.isEmpty());
  }

  /** PostgreSQL lets a reader take its time. */
  private void quarantineByCursor(RowText text, Consumer<String> lines) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement select =
        prepare(
            "SELECT "
                + QUARANTINE_COLUMNS
                + " FROM "
                + prefix
                + "quarantine"
                + where()
                + " ORDER BY node, sequence")) {
      select.setFetchSize(ROWS_AT_ONCE);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          lines.accept(text.of(row));
        }
      }
    } finally {
      connection.setAutoCommit(true);
    }
  }

  /** How many rows of the quarantine were deleted; the connection must be allowed to. */
  public long deleteQuarantine(Connection changing) throws SQLException {
    try (PreparedStatement delete =
        changing.prepareStatement("DELETE FROM " + prefix + "quarantine" + where())) {
      int unused = bind(delete, null);
      return delete.executeUpdate();
    }
  }

  private String events() {
    return prefix + "event";
  }

  private String where() {
    return switch (owner.size()) {
      case 0 -> " WHERE 1 = 1";
      case 1 -> " WHERE destination = ?";
      default -> " WHERE destination = ? AND node = ?";
    };
  }

  private PreparedStatement prepare(String query) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(query);
    int unused = bind(statement, null);
    return statement;
  }

  private long number(String query, @Nullable Selection selection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(query)) {
      int unused = bind(select, selection);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  /** Returns the number of the next parameter. */
  private int bind(PreparedStatement statement, @Nullable Selection selection) throws SQLException {
    int parameter = 1;
    for (String name : owner) {
      statement.setString(parameter++, name);
    }
    if (selection != null) {
      for (Object value : selection.values()) {
        statement.setObject(parameter++, value);
      }
    }
    return parameter;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /** What a row says. */
  @FunctionalInterface
  public interface RowText {
    String of(ResultSet row) throws SQLException;
  }
}
