package io.github.maestroevents.journal.inspect;

import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.journal.internal.row.DamagedRowException;
import io.github.maestroevents.journal.internal.row.StoredEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row that was found damaged, and set aside with its bytes. Immutable. */
public final class QuarantinedRow {

  /** Behind the columns of an event: why, when, and how the table names the row. */
  static final String COLUMNS = StoredEvent.COLUMNS + ", reason, found_at";

  private static final int REASON = StoredEvent.COLUMN_COUNT + 1;
  private static final int FOUND_AT = StoredEvent.COLUMN_COUNT + 2;
  private static final int REFERENCE = StoredEvent.COLUMN_COUNT + 3;

  private final JournalRow row;
  private final @Nullable JournalEntry asItStands;
  private final String reason;
  private final Instant foundAt;
  private final String reference;
  private final Map<String, @Nullable Object> columns;

  private QuarantinedRow(String node, ResultSet found) throws SQLException {
    StoredEvent stored = StoredEvent.read(found);
    this.row = JournalRow.of(node, stored);
    this.asItStands = asItStands(stored);
    this.reason = String.valueOf(found.getString(REASON));
    this.foundAt = StoredEvent.instant(found.getLong(FOUND_AT));
    this.reference = found.getString(REFERENCE);
    this.columns = Collections.unmodifiableMap(columns(found, stored.payload()));
  }

  /** The row under the cursor: {@link #COLUMNS}, and behind them the reference. */
  static QuarantinedRow read(String node, ResultSet found) throws SQLException {
    return new QuarantinedRow(node, found);
  }

  private static @Nullable JournalEntry asItStands(StoredEvent stored) {
    try {
      return stored.entryAsItStands();
    } catch (DamagedRowException nothingOfAnEvent) {
      return null;
    }
  }

  private static Map<String, @Nullable Object> columns(ResultSet found, byte @Nullable [] payload)
      throws SQLException {
    Map<String, @Nullable Object> columns = new LinkedHashMap<>();
    String[] names = COLUMNS.split(", ", -1);
    for (int i = 1; i <= names.length; i++) {
      String name = names[i - 1];
      columns.put(name, name.equals("payload") ? payload : found.getObject(i));
    }
    return columns;
  }

  /** The row as an event: whole if its bytes are now what was once stored. */
  public JournalRow row() {
    return row;
  }

  /** The event as its bytes have it, damaged or not; null if they make no event. */
  public @Nullable JournalEntry asItStands() {
    return asItStands;
  }

  /** What was found wrong. */
  public String reason() {
    return reason;
  }

  /** When that was. */
  public Instant foundAt() {
    return foundAt;
  }

  /**
   * All that is left of it, by the names of the columns: numbers, texts, and the payload as bytes;
   * never modifiable. A column that is empty has the value null.
   */
  public Map<String, @Nullable Object> columns() {
    return columns;
  }

  /** How the table names the row. */
  String reference() {
    return reference;
  }
}
