package io.github.maestroevents.journal.inspect;

import static io.github.maestroevents.journal.internal.postgres.PostgresNames.EQUALS;
import static io.github.maestroevents.journal.internal.postgres.PostgresNames.GREATER;
import static io.github.maestroevents.journal.internal.postgres.PostgresNames.NOW;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.delivery.store.NodeSighting;
import io.github.maestroevents.journal.PostgresJournal;
import io.github.maestroevents.journal.internal.jdbc.SourceConnections;
import io.github.maestroevents.journal.internal.jdbc.ToldSqlException;
import io.github.maestroevents.journal.internal.postgres.PostgresBoardRows;
import io.github.maestroevents.journal.internal.postgres.PostgresNames;
import io.github.maestroevents.journal.internal.postgres.PostgresTableCheck;
import io.github.maestroevents.spi.LogText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The journals for a destination in PostgreSQL: of one node, or of all. */
record DatabasePlace(
    DataSource database,
    @Nullable String schema,
    @Nullable String trustedOwner,
    String destination,
    @Nullable String node)
    implements JournalPlace {

  private static final Set<String> LOOKED_AT = Set.of("event", "lease", "quarantine");

  @Override
  public JournalView view() {
    try {
      Connection connection = SourceConnections.of(database);
      try {
        connection.setReadOnly(true);
        PostgresNames names = requireJournal(connection);
        return new JournalView(PostgresViewedTables.of(connection, names, destination, node));
      } catch (SQLException | RuntimeException e) {
        SourceConnections.close(connection, toString());
        throw e;
      }
    } catch (SQLException | RuntimeException e) {
      throw failure("Cannot open the journal", e);
    }
  }

  @Override
  public List<String> holders() {
    return with(
        "Cannot open the journal", connection -> holders(connection, tables(connection, true)));
  }

  private List<String> holders(Connection connection, PostgresNames names) throws SQLException {
    List<String> holders = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT node, holder FROM "
                + names.lease()
                + " WHERE destination"
                + EQUALS
                + "?"
                + (node == null ? "" : " AND node" + EQUALS + "?")
                + " AND NOT (owner"
                + EQUALS
                + "'') AND expires_at"
                + GREATER
                + NOW
                + " ORDER BY node")) {
      select.setString(1, destination);
      if (node != null) {
        select.setString(2, node);
      }
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          holders.add(LogText.oneLine(row.getString(1)) + ": " + LogText.oneLine(row.getString(2)));
        }
      }
      return holders;
    }
  }

  /** Nothing where the tables are of hosts that knew no board. */
  @Override
  public List<NodeSighting> nodes() {
    return with(
        "Cannot read the nodes of the journal",
        connection -> {
          PostgresNames names = tables(connection, true);
          return has(connection, names) ? seen(connection, names) : List.of();
        });
  }

  private static boolean has(Connection connection, PostgresNames names) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT coalesce(pg_catalog.has_table_privilege(CAST(pg_catalog.to_regclass(?)"
                + " AS pg_catalog.oid), 'SELECT'), false)")) {
      query.setString(1, names.node());
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private List<NodeSighting> seen(Connection connection, PostgresNames names) throws SQLException {
    List<NodeSighting> all = PostgresBoardRows.read(connection, names, destination, null);
    return all.stream().filter(seen -> node == null || seen.node().equals(node)).toList();
  }

  @Override
  public EventJournal open(boolean create) {
    if (!create) {
      PostgresNames unused = with("Cannot open the journal", this::requireJournal);
    }
    if (node == null) {
      throw new JournalException("One node's journal is changed at a time: name the node");
    }
    PostgresJournal journal = PostgresJournal.on(database, node).destination(destination);
    journal = schema == null ? journal : journal.schema(schema);
    return (trustedOwner == null ? journal : journal.trustedOwner(trustedOwner)).openIfFree();
  }

  @Override
  public long deleteFromQuarantine(List<QuarantinedRow> rows) {
    return with(
        "Cannot delete from the quarantine",
        connection -> delete(connection, tables(connection, false), rows));
  }

  private long delete(Connection connection, PostgresNames names, List<QuarantinedRow> rows)
      throws SQLException {
    long deleted = 0;
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM "
                + names.quarantine()
                + " WHERE destination"
                + EQUALS
                + "? AND node"
                + EQUALS
                + "? AND ctid"
                + EQUALS
                + "CAST(? AS pg_catalog.tid) AND sequence"
                + EQUALS
                + "?")) {
      for (QuarantinedRow row : rows) {
        delete.setString(1, destination);
        delete.setString(2, row.row().node());
        delete.setString(3, row.reference());
        delete.setLong(4, row.row().sequence());
        deleted += delete.executeUpdate();
      }
      return deleted;
    }
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public long fileBytes() {
    return 0;
  }

  /** The tables, if they are there and to be trusted. */
  private PostgresNames tables(Connection connection, boolean toLook) throws SQLException {
    PostgresNames names = PostgresNames.of(connection, schema);
    boolean commitsByItself = connection.getAutoCommit();
    connection.setAutoCommit(false);
    try {
      Set<String> found =
          toLook
              ? PostgresTableCheck.requireToLook(connection, names, trustedOwner)
              : PostgresTableCheck.require(connection, names, trustedOwner);
      if (!found.containsAll(LOOKED_AT)) {
        throw new JournalException(
            "There is no journal in this database: no tables maestro_journal_event, _lease and"
                + " _quarantine in the schema "
                + LogText.quoted(names.schema()));
      }
      return names;
    } finally {
      connection.rollback(); // nothing was changed but the search path
      connection.setAutoCommit(commitsByItself);
    }
  }

  /** Whoever opens a journal leaves a lease, which stays. */
  private PostgresNames requireJournal(Connection connection) throws SQLException {
    PostgresNames names = tables(connection, true);
    Map<String, List<String>> nodes = new LinkedHashMap<>();
    try (Statement query = connection.createStatement();
        ResultSet row =
            query.executeQuery(
                "SELECT destination, node FROM " + names.lease() + " ORDER BY 1, 2")) {
      while (row.next()) {
        nodes.computeIfAbsent(row.getString(1), any -> new ArrayList<>()).add(row.getString(2));
      }
    }
    List<String> ofDestination = nodes.get(destination);
    if (ofDestination == null) {
      throw new JournalException(
          "There is no journal for the destination "
              + LogText.quoted(destination)
              + ". There are "
              + (nodes.isEmpty() ? "none in this database" : names(nodes)));
    }
    if (node != null && !ofDestination.contains(node)) {
      throw new JournalException(
          "There is no journal of the node "
              + LogText.quoted(node)
              + " for the destination "
              + LogText.quoted(destination)
              + ". Its nodes are "
              + String.join(", ", quoted(ofDestination)));
    }
    return names;
  }

  private static String names(Map<String, List<String>> nodes) {
    return nodes.entrySet().stream()
        .map(
            entry ->
                LogText.quoted(entry.getKey())
                    + " (nodes "
                    + String.join(", ", quoted(entry.getValue()))
                    + ")")
        .collect(Collectors.joining("; "));
  }

  private static List<String> quoted(List<String> names) {
    return names.stream().map(LogText::quoted).toList();
  }

  private <T> T with(String what, Work<T> work) {
    try {
      Connection connection = SourceConnections.of(database);
      try {
        return work.run(connection);
      } finally {
        SourceConnections.close(connection, toString());
      }
    } catch (SQLException | RuntimeException e) {
      throw failure(what, e);
    }
  }

  /** Of ours as it is; of the driver, or of the host's pool, without its words. */
  private static JournalException failure(String what, Exception e) {
    if (e instanceof JournalException ours) {
      return ours;
    }
    if (e instanceof SQLException sql) {
      ToldSqlException told = ToldSqlException.of(sql);
      return new JournalException(what + ": " + told.getMessage(), told);
    }
    return SourceConnections.failure(what, e);
  }

  /** What is done with a connection. */
  @FunctionalInterface
  private interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  @Override
  public String toString() {
    return "PostgreSQL, destination "
        + LogText.oneLine(destination)
        + (node == null ? "" : ", node " + LogText.oneLine(node));
  }
}
