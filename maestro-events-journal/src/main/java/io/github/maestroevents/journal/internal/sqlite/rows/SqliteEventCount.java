package io.github.maestroevents.journal.internal.sqlite.rows;

import io.github.maestroevents.journal.internal.sqlite.file.SqliteErrors;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How many events there are, and the largest sequence there ever was. The table {@code journal}
 * says how many have sequences up to its own {@code last_sequence}: events behind that are counted
 * when the file is opened, so that not every insert has to write a second page. Confined to the
 * journal thread.
 */
final class SqliteEventCount {

  /** Behind the sequence in the table, so many events at most are left to be counted: {@value}. */
  private static final long UNCOUNTED = 10_000;

  private final PreparedStatement update;
  private long lastSequence;
  private long events;

  /** What the table says. */
  private long storedSequence;

  private long storedEvents;

  SqliteEventCount(SqliteStatements statements) throws SQLException {
    this.update = statements.prepare("UPDATE journal SET last_sequence = ?, events = ?");
    try (Statement command = statements.connection().createStatement()) {
      try (ResultSet row = command.executeQuery("SELECT last_sequence, events FROM journal")) {
        if (!row.next()) {
          throw SqliteErrors.damage("the table journal is empty");
        }
        stored(row.getLong(1), row.getLong(2));
      }
      String behind = "SELECT COUNT(*), MAX(sequence) FROM event WHERE sequence > ";
      try (ResultSet row = command.executeQuery(behind + storedSequence)) {
        if (row.next()) {
          events = storedEvents + row.getLong(1);
          lastSequence = Math.max(storedSequence, row.getLong(2));
        }
      }
    }
  }

  long lastSequence() {
    return lastSequence;
  }

  long events() {
    return events;
  }

  /** Whether the table must be written in the transaction that adds these events. */
  boolean mustBeWritten(long firstSequence, int added) {
    return firstSequence <= storedSequence || events + added - storedEvents > UNCOUNTED;
  }

  /** Whether the table says it all. */
  boolean isStored() {
    return storedSequence == lastSequence && storedEvents == events;
  }

  /** Writes to the table what will be so, within the transaction that makes it so. */
  void write(long last, long remaining) throws SQLException {
    update.setLong(1, last);
    update.setLong(2, Math.max(0, remaining));
    update.executeUpdate();
  }

  /** Events were added, and that is committed. */
  void added(long last, long more) {
    lastSequence = last;
    events += more;
  }

  /** Events are gone, and that is committed. */
  void removed(long gone) {
    events -= gone;
  }

  /** The table was written, and that is committed. */
  void stored() {
    stored(lastSequence, events);
  }

  private void stored(long sequence, long count) {
    storedSequence = sequence;
    storedEvents = count;
  }
}
