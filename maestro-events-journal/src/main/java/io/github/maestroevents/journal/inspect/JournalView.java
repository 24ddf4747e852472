package io.github.maestroevents.journal.inspect;

import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.internal.jdbc.ToldSqlException;
import io.github.maestroevents.journal.internal.row.StoredEvent;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A journal to look at while its host lives: in short reads, so that a writer is never held up. */
public final class JournalView implements AutoCloseable {

  private static final int ROWS_AT_ONCE = 500;
  private static final int ROWS_FETCHED_AT_ONCE = 16;

  /** With so many bytes in hand no further row is read at once. */
  private static final long BYTES_AT_ONCE = 16L << 20;

  private final ViewedTables tables;

  JournalView(ViewedTables tables) {
    this.tables = tables;
  }

  /** The nodes that have events; one without a name in a directory. */
  public List<String> nodes() {
    if (!tables.haveNodes()) {
      return List.of("");
    }
    return call(
        "SELECT DISTINCT node FROM " + tables.events() + tables.where() + " ORDER BY node",
        EventSelection.everything(),
        List.of(),
        row -> row.getString(1));
  }

  /** How many events there are. */
  public long count(EventSelection selection) {
    return number("SELECT count(*) FROM " + tables.events(), selection);
  }

  /** Number, size and age of events, taken together. */
  public EventGroup total(EventSelection selection) {
    return call(
            "SELECT ''," + figures() + " FROM " + tables.events() + where(selection),
            selection,
            List.of(),
            JournalView::group)
        .get(0);
  }

  /**
   * Number, size and age of events by what they have in common, those with the most events first.
   * Looks at every event once.
   *
   * @param most groups at most
   */
  public List<EventGroup> groups(EventGroup.By by, EventSelection selection, int most) {
    if (by == EventGroup.By.NODE && !tables.haveNodes()) {
      return List.of(total(selection));
    }
    return call(
        "SELECT coalesce("
            + by.column()
            + ", ''),"
            + figures()
            + " FROM "
            + tables.events()
            + where(selection)
            + " GROUP BY "
            + by.column()
            + " ORDER BY count(*) DESC, 1 LIMIT ?",
        selection,
        List.of(most),
        JournalView::group);
  }

  private String figures() {
    return " count(*), coalesce(sum(" + tables.length() + "(payload)), 0), min(accepted_at)";
  }

  private static EventGroup group(ResultSet row) throws SQLException {
    long nanos = row.getLong(4);
    Instant oldest = row.wasNull() ? null : StoredEvent.instant(nanos);
    return new EventGroup(
        String.valueOf(JournalRow.readable(row.getString(1))),
        row.getLong(2),
        row.getLong(3),
        oldest);
  }

  /**
   * The next events of a node, by sequence; empty at the end.
   *
   * @param after only events with larger sequences; 0 for the first
   */
  public List<JournalRow> next(String node, long after, EventSelection selection) {
    List<Object> more = new ArrayList<>(tables.nodeIfAny(node));
    more.add(after);
    return call(
        "SELECT "
            + StoredEvent.COLUMNS
            + " FROM "
            + tables.events()
            + where(selection)
            + tables.ofNode()
            + " AND sequence > ? ORDER BY sequence LIMIT "
            + ROWS_AT_ONCE,
        selection,
        more,
        row -> JournalRow.of(node, StoredEvent.read(row)),
        row -> row.entry() == null ? 0 : row.entry().event().sizeBytes());
  }

  /** How many events of its node stand before this one. */
  public long before(JournalRow row, EventSelection selection) {
    List<Object> more = new ArrayList<>(tables.nodeIfAny(row.node()));
    more.add(row.sequence());
    return call(
            "SELECT count(*) FROM "
                + tables.events()
                + where(selection)
                + tables.ofNode()
                + " AND sequence < ?",
            selection,
            more,
            found -> found.getLong(1))
        .get(0);
  }

  /** How many rows stand in quarantine. */
  public long quarantined(EventSelection selection) {
    return number("SELECT count(*) FROM " + tables.quarantine(), selection);
  }

  /**
   * The next rows of the quarantine, by node and sequence; empty at the end.
   *
   * @param last the last row of the piece before; null for the first
   */
  public List<QuarantinedRow> quarantine(@Nullable QuarantinedRow last, EventSelection selection) {
    List<Object> more = last == null ? List.of() : tables.position(last);
    return call(
        "SELECT "
            + QuarantinedRow.COLUMNS
            + ", "
            + tables.reference()
            + tables.nodeColumn()
            + " FROM "
            + tables.quarantine()
            + where(selection)
            + (last == null ? "" : tables.behind())
            + " ORDER BY "
            + tables.order()
            + " LIMIT "
            + ROWS_AT_ONCE,
        selection,
        more,
        row -> QuarantinedRow.read(tables.nodeOf(row), row),
        QuarantinedRow::bytes);
  }

  /**
   * Copies a journal in a directory to a new file that its owner alone may read: as it is at one
   * moment, whole, and synced. The host goes on; what it writes meanwhile makes its log grow. To
   * use the copy, give it the name {@code events.db} in a directory of its own.
   *
   * @param file must not exist
   * @throws JournalException if it does, or cannot be written; nothing is left of it then. Or if
   *     the journal is in a database, which has tools of its own for that: the message is their
   *     command, with the tables in the schemas in which they are
   */
  public void backup(Path file) {
    try {
      tables.backup(file);
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private String where(EventSelection selection) {
    return tables.where() + selection.condition();
  }

  private long number(String query, EventSelection selection) {
    return call(query + where(selection), selection, List.of(), row -> row.getLong(1)).get(0);
  }

  private <T> List<T> call(
      String query, EventSelection selection, List<?> more, Reading<T> reading) {
    return call(query, selection, more, reading, any -> 0);
  }

  private <T> List<T> call(
      String query,
      EventSelection selection,
      List<?> more,
      Reading<T> reading,
      ToLongFunction<T> bytes) {
    try {
      Connection connection = tables.connection();
      if (!tables.haveNodes()) {
        return read(connection, query, selection, more, reading, bytes);
      }
      connection.setAutoCommit(false); // else PostgreSQL's driver fetches every row at once
      try {
        return read(connection, query, selection, more, reading, bytes);
      } finally {
        connection.setAutoCommit(true); // ends the transaction
      }
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private <T> List<T> read(
      Connection connection,
      String query,
      EventSelection selection,
      List<?> more,
      Reading<T> reading,
      ToLongFunction<T> bytes)
      throws SQLException {
    List<T> found = new ArrayList<>();
    long inHand = 0;
    try (PreparedStatement select = connection.prepareStatement(query)) {
      select.setFetchSize(ROWS_FETCHED_AT_ONCE);
      int parameter = 1;
      for (String owner : tables.owner()) {
        select.setString(parameter++, owner);
      }
      for (Object value : selection.values()) {
        select.setObject(parameter++, value);
      }
      for (Object value : more) {
        select.setObject(parameter++, value);
      }
      try (ResultSet row = select.executeQuery()) {
        while (inHand < BYTES_AT_ONCE && row.next()) {
          T next = reading.of(row);
          inHand += bytes.applyAsLong(next);
          found.add(next);
        }
      }
      return found;
    }
  }

  static JournalException unreadable(SQLException e) {
    ToldSqlException told = ToldSqlException.of(e);
    return new JournalException("The journal cannot be read: " + told.getMessage(), told);
  }

  @Override
  public void close() {
    try {
      Connection connection = tables.connection();
      connection.close();
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /** What a row says. */
  @FunctionalInterface
  private interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }
}
