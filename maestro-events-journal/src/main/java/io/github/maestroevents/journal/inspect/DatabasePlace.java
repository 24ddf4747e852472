package io.github.maestroevents.journal.inspect;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.PostgresJournal;
import io.github.maestroevents.journal.internal.jdbc.ToldSqlException;
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
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The journals for a destination in PostgreSQL: of one node, or of all. */
record DatabasePlace(DataSource database, String destination, @Nullable String node)
    implements JournalPlace {

  private static final String NO_SUCH_TABLE = "42P01";

  @Override
  public JournalView view() {
    try {
      Connection connection = connected();
      try {
        connection.setReadOnly(true);
        requireJournal(connection);
        return new JournalView(PostgresViewedTables.of(connection, destination, node));
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
    List<String> holders = new ArrayList<>();
    try (Connection connection = connected();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT node, holder FROM maestro_journal_lease WHERE destination = ?"
                    + (node == null ? "" : " AND node = ?")
                    + " AND owner <> '' AND expires_at > clock_timestamp() ORDER BY node")) {
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
    } catch (SQLException e) {
      throw cannotOpen(e);
    }
  }

  @Override
  public EventJournal open(boolean create) {
    if (!create) {
      try (Connection connection = connected()) {
        requireJournal(connection);
      } catch (SQLException e) {
        throw cannotOpen(e);
      }
    }
    if (node == null) {
      throw new JournalException("One node's journal is changed at a time: name the node");
    }
    return PostgresJournal.on(database, node).destination(destination).openIfFree();
  }

  @Override
  public long deleteFromQuarantine(List<QuarantinedRow> rows) {
    long deleted = 0;
    try (Connection connection = connected();
        PreparedStatement delete =
            connection.prepareStatement(
                "DELETE FROM maestro_journal_quarantine WHERE destination = ? AND node = ?"
                    + " AND ctid = ?::tid AND sequence = ?")) {
      for (QuarantinedRow row : rows) {
        delete.setString(1, destination);
        delete.setString(2, row.row().node());
        delete.setString(3, row.reference());
        delete.setLong(4, row.row().sequence());
        deleted += delete.executeUpdate();
      }
      return deleted;
    } catch (SQLException e) {
      throw failure("Cannot delete from the quarantine: ", e);
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

  /** Whoever opens a journal leaves a lease, which stays. */
  private void requireJournal(Connection connection) throws SQLException {
    Map<String, List<String>> nodes = new LinkedHashMap<>();
    try (Statement query = connection.createStatement();
        ResultSet row =
            query.executeQuery(
                "SELECT destination, node FROM maestro_journal_lease ORDER BY 1, 2")) {
      while (row.next()) {
        nodes.computeIfAbsent(row.getString(1), any -> new ArrayList<>()).add(row.getString(2));
      }
    } catch (SQLException e) {
      if (NO_SUCH_TABLE.equals(e.getSQLState())) {
        throw new JournalException(
            "There is no journal in this database: no table maestro_journal_lease in a schema of"
                + " its search path",
            ToldSqlException.of(e));
      }
      throw e;
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
