package io.github.maestroevents.journal.inspect;

import static io.github.maestroevents.journal.internal.postgres.PostgresNames.EQUALS;
import static io.github.maestroevents.journal.internal.postgres.PostgresNames.GREATER;
import static io.github.maestroevents.journal.internal.postgres.PostgresNames.NOW;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.PostgresJournal;
import io.github.maestroevents.journal.internal.jdbc.ToldSqlException;
import io.github.maestroevents.journal.internal.postgres.PostgresNames;
import io.github.maestroevents.journal.internal.postgres.PostgresTableCheck;
import io.github.maestroevents.spi.ForeignFailure;
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
      Connection connection = connected();
      try {
        connection.setReadOnly(true);
        PostgresNames names = requireJournal(connection);
        return new JournalView(PostgresViewedTables.of(connection, names, destination, node));
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw cannotOpen(e);
    }
  }

  @Override
  public List<String> holders() {
    try (Connection connection = connected()) {
      return holders(connection, tables(connection, true));
    } catch (SQLException e) {
      throw cannotOpen(e);
    }
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

  @Override
  public EventJournal open(boolean create) {
    if (!create) {
      try (Connection connection = connected()) {
        PostgresNames unused = requireJournal(connection);
      } catch (SQLException e) {
        throw cannotOpen(e);
      }
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
    try (Connection connection = connected()) {
      return delete(connection, tables(connection, false), rows);
    } catch (SQLException e) {
      throw failure("Cannot delete from the quarantine: ", e);
    }
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

  private static JournalException cannotOpen(SQLException e) {
    return failure("Cannot open the journal: ", e);
  }

  private static JournalException failure(String what, SQLException e) {
    ToldSqlException told = ToldSqlException.of(e);
    return new JournalException(what + told.getMessage(), told);
  }

  /** One of the driver's or of the host's pool, whose words may quote a URL or a password. */
  private Connection connected() throws SQLException {
    try {
      return database.getConnection();
    } catch (RuntimeException e) {
      throw new JournalException(
          "Cannot open the journal (" + ForeignFailure.classes(e) + ")", ForeignFailure.of(e));
    }
  }

  @Override
  public String toString() {
    return "PostgreSQL, destination "
        + LogText.oneLine(destination)
        + (node == null ? "" : ", node " + LogText.oneLine(node));
  }
}
