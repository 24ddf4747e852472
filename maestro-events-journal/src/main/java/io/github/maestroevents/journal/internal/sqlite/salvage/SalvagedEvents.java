package io.github.maestroevents.journal.internal.sqlite.salvage;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.internal.row.DamagedRowException;
import io.github.maestroevents.journal.internal.row.StoredEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What is saved of a damaged database, on its way into a new one: in one transaction. */
final class SalvagedEvents {

  /** Every row has some 12 columns, and takes more: {@value}. */
  private static final int SMALLEST_ROW_BYTES = 16;

  /** Of the others, which the quarantine has too, only their number is told: {@value}. */
  static final int MOST_TOLD_GAPS = 20;

  private static final int QUARANTINE_COLUMNS = StoredEvent.COLUMN_COUNT + 2;

  private final Statement command;
  private final PreparedStatement insert;
  private final PreparedStatement quarantine;
  private final long nowNanos;
  private final long mostRows;
  private final List<String> gaps = new ArrayList<>();
  private long moreGaps;
  private long lastSequence;
  private long largestSequence;
  private long expected = -1;
  private long expectedTo;
  private long rows;
  private long saved;
  private long damaged;

  /**
   * For a database of so many bytes.
   *
   * @param bytes in which no more rows have room than one for each {@value #SMALLEST_ROW_BYTES}
   */
  SalvagedEvents(Connection target, long bytes, DeliveryClock clock) throws SQLException {
    this.mostRows = bytes / SMALLEST_ROW_BYTES;
    this.command = target.createStatement();
    this.insert =
        target.prepareStatement(
            "INSERT OR IGNORE INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    this.quarantine =
        target.prepareStatement(
            "INSERT INTO quarantine VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    this.nowNanos = StoredEvent.nanos(clock.now());
  }

  void begin() throws SQLException {
    command.execute("BEGIN IMMEDIATE");
  }

  /**
   * What the damaged database says of itself, if that can be read.
   *
   * @param events how many there are up to {@code countedTo}
   */
  void expect(long countedTo, long events) {
    expectedTo = countedTo;
    expected = events;
    reach(countedTo);
  }

  /** There is, or was, an event with this sequence. */
  void reach(long sequence) {
    lastSequence = Math.max(lastSequence, sequence);
  }

  /** The row under the cursor: sound, or for the quarantine. */
  void add(ResultSet found) throws SQLException {
    requireEnd();
    StoredEvent row = StoredEvent.read(found);
    if (expected >= 0 && row.sequence() > expectedTo) {
      expected++;
    }
    try {
      row.entry();
      row.bind(insert, 1);
      saved += insert.executeUpdate();
      largestSequence = Math.max(largestSequence, row.sequence());
      lastSequence = Math.max(lastSequence, row.sequence());
    } catch (DamagedRowException e) {
      copy(found, StoredEvent.COLUMN_COUNT);
      quarantine.setString(StoredEvent.COLUMN_COUNT + 1, e.getMessage());
      quarantine.setLong(StoredEvent.COLUMN_COUNT + 2, nowNanos);
      quarantine.executeUpdate();
      damaged++;
    }
  }

  void addQuarantined(ResultSet found) throws SQLException {
    requireEnd();
    copy(found, QUARANTINE_COLUMNS);
    quarantine.executeUpdate();
  }

  /** Pages that lead to each other give the same rows for ever. */
  private void requireEnd() {
    rows++;
    if (rows > mostRows) {
      throw new JournalException(
          "it gives more events than have room in it, as no damage by chance does. Find out who"
              + " has made the file, and start with another directory");
    }
  }

  void addGap(long first, long last) throws SQLException {
    requireEnd();
    if (gaps.size() < MOST_TOLD_GAPS) {
      gaps.add(first + " to " + last);
    } else {
      moreGaps++;
    }
    quarantine.clearParameters();
    quarantine.setLong(1, first);
    quarantine.setString(
        StoredEvent.COLUMN_COUNT + 1, "events up to " + last + " cannot be read from the file");
    quarantine.setLong(StoredEvent.COLUMN_COUNT + 2, nowNanos);
    quarantine.executeUpdate();
  }

  private void copy(ResultSet found, int columns) throws SQLException {
    for (int column = 1; column <= columns; column++) {
      quarantine.setObject(column, found.getObject(column));
    }
  }

  /** The largest of a sound event. */
  long largestSequence() {
    return largestSequence;
  }

  /** The largest there ever was, as far as can be told. */
  long lastSequence() {
    return lastSequence;
  }

  void end() throws SQLException {
    command.execute("UPDATE journal SET last_sequence = " + lastSequence + ", events = " + saved);
    command.execute("COMMIT");
  }

  /** For the log, behind "Saved: ". */
  String report() {
    return saved
        + (expected < 0 ? "" : " of at least " + expected)
        + " events. Quarantined with their bytes: "
        + damaged
        + " events. Not readable: "
        + (gaps.isEmpty() ? "none" : "events within the sequences " + String.join(", ", gaps))
        + (moreGaps == 0 ? "" : " and " + moreGaps + " more ranges, which the quarantine has");
  }
}
