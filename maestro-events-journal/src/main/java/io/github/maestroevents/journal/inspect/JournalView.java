package io.github.maestroevents.journal.inspect;

import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.internal.jdbc.ToldSqlException;
import io.github.maestroevents.journal.internal.row.StoredEvent;
import io.github.maestroevents.spi.LogText;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A journal to look at while its host lives: in short reads, so that a writer is never held up. */
public final class JournalView implements AutoCloseable {

  private static final int ROWS_AT_ONCE = 500;
  private static final int ROWS_FETCHED_AT_ONCE = 16;

  /** As many characters of a text are read to show it. */
  private static final int SHOWN_CHARS = 1_024;

  private final ViewedTables tables;
  private final ReadBounds bounds = ReadBounds.ofTheHeap();

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
        "SELECT substr(coalesce("
            + by.column()
            + ", ''), 1, "
            + SHOWN_CHARS
            + "),"
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
   * The next events of a node, by sequence; empty at the end. As many as fit into a small part of
   * the heap, one at least. A row that does not fit there by itself is not read: it has no entry,
   * and its damage says so.
   *
   * @param after only events with larger sequences; 0 for the first
   */
  public List<JournalRow> next(String node, long after, EventSelection selection) {
    List<Size> sizes = sizes(node, after, selection);
    int next = 0;
    while (next < sizes.size()) {
      List<Size> rest = sizes.subList(next, sizes.size());
      int rows = bounds.rowsOfAPage(rest.stream().map(Size::bytes).toList());
      List<JournalRow> page = page(node, selection, rest.subList(0, rows));
      if (!page.isEmpty()) { // else they have left the journal meanwhile
        return page;
      }
      next += rows;
    }
    return sizes.size() < ROWS_AT_ONCE
        ? List.of()
        : next(node, sizes.get(sizes.size() - 1).sequence(), selection);
  }

  /** The next events of a node behind a sequence. */
  private String eventsBehind(EventSelection selection) {
    return tables.events()
        + where(selection)
        + tables.ofNode()
        + " AND sequence > ? ORDER BY sequence LIMIT "
        + ROWS_AT_ONCE;
  }

  private List<Size> sizes(String node, long after, EventSelection selection) {
    List<Object> more = new ArrayList<>(tables.nodeIfAny(node));
    more.add(after);
    return call(
        "SELECT sequence, " + bounds.bytesOfRow(tables) + " FROM " + eventsBehind(selection),
        selection,
        more,
        row -> new Size(row.getLong(1), row.getLong(2)));
  }

  private List<JournalRow> page(String node, EventSelection selection, List<Size> sizes) {
    List<Object> more = new ArrayList<>(tables.nodeIfAny(node));
    more.add(sizes.get(0).sequence());
    more.add(sizes.get(sizes.size() - 1).sequence());
    Map<Long, Long> bytes =
        sizes.stream().collect(Collectors.toMap(Size::sequence, Size::bytes, Math::max));
    return call(
        "SELECT "
            + bounds.columns(tables, StoredEvent.COLUMNS)
            + " FROM "
            + tables.events()
            + where(selection)
            + tables.ofNode()
            + " AND sequence >= ? AND sequence <= ? ORDER BY sequence LIMIT "
            + sizes.size(),
        selection,
        more,
        row -> {
          StoredEvent stored = StoredEvent.read(row);
          long size = bytes.getOrDefault(stored.sequence(), 0L);
          return JournalRow.of(node, stored, size > stored.bytes() ? bounds.tooLarge(size) : null);
        });
  }

  /**
   * A look at the next events of a node, by sequence; empty at the end. Reads neither payloads nor
   * attributes, and does not find damage.
   *
   * @param after only events with larger sequences; 0 for the first
   */
  public List<EventGlance> glance(String node, long after, EventSelection selection) {
    List<Object> more = new ArrayList<>(tables.nodeIfAny(node));
    more.add(after);
    return call(
        "SELECT sequence, accepted_at, "
            + shown("event_id")
            + shown("type")
            + shown("level")
            + shown("workflow_id")
            + shown("ordering_key")
            + "coalesce("
            + tables.length()
            + "(payload), 0) FROM "
            + eventsBehind(selection),
        selection,
        more,
        row ->
            new EventGlance(
                node,
                row.getLong(1),
                StoredEvent.instant(row.getLong(2)),
                shown(row, 3),
                shown(row, 5),
                shown(row, 7),
                shown(row, 9),
                shown(row, 11),
                row.getLong(13)));
  }

  /** The beginning of a text, and its length. */
  private static String shown(String column) {
    return "substr(" + column + ", 1, " + SHOWN_CHARS + "), length(" + column + "), ";
  }

  private static String shown(ResultSet row, int column) throws SQLException {
    String stored = row.getString(column);
    String text = JournalRow.readable(stored);
    if (stored == null || text == null) {
      return "null";
    }
    long more = Math.max(0, row.getLong(column + 1) - SHOWN_CHARS);
    return LogText.id(text, text.length() + more);
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
    String rows =
        " FROM "
            + tables.quarantine()
            + where(selection)
            + (last == null ? "" : tables.behind())
            + " ORDER BY "
            + tables.order()
            + " LIMIT ";
    List<Long> sizes =
        call(
            "SELECT " + bounds.bytesOfRow(tables) + rows + ROWS_AT_ONCE,
            selection,
            more,
            row -> row.getLong(1));
    return call(
        "SELECT "
            + bounds.columns(tables, QuarantinedRow.COLUMNS)
            + ", "
            + tables.reference()
            + tables.nodeColumn()
            + rows
            + bounds.rowsOfAPage(sizes),
        selection,
        more,
        row -> QuarantinedRow.read(tables.nodeOf(row), row));
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
    try {
      Connection connection = tables.connection();
      if (!tables.haveNodes()) {
        tables.beforeQuery();
        return read(connection, query, selection, more, reading);
      }
      connection.setAutoCommit(false); // else PostgreSQL's driver fetches every row at once
      try {
        tables.beforeQuery();
        return read(connection, query, selection, more, reading);
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
      Reading<T> reading)
      throws SQLException {
    List<T> found = new ArrayList<>();
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
        while (row.next()) {
          found.add(reading.of(row));
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

  /** What a row takes. */
  private record Size(long sequence, long bytes) {}

  /** What a row says. */
  @FunctionalInterface
  private interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }
}
