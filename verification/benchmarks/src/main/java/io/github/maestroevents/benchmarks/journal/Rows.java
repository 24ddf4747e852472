package io.github.maestroevents.benchmarks.journal;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.journal.SqliteJournal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows a journal makes of the events, and the table they stand in, read from a file that a
 * journal has written.
 *
 * @param table the statement that creates it
 * @param columns all of them, the sequence first
 * @param values of all columns but the sequence
 */
record Rows(String table, List<String> columns, List<Object[]> values) {

  static Rows of(Events events, Path directory) throws SQLException {
    try (EventJournal journal = SqliteJournal.at(directory).open()) {
      List<JournalEntry> entries = new ArrayList<>();
      for (int i = 0; i < events.size(); i++) {
        entries.add(new JournalEntry(i + 1, Instant.now(), events.encoded(i)));
      }
      journal.append(entries);
    }
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("events.db"));
        Statement statement = connection.createStatement()) {
      String table;
      try (ResultSet schema =
          statement.executeQuery("SELECT sql FROM sqlite_schema WHERE name = 'event'")) {
        table = schema.getString(1);
      }
      try (ResultSet rows = statement.executeQuery("SELECT * FROM event ORDER BY sequence")) {
        return read(table, rows);
      }
    }
  }

  private static Rows read(String table, ResultSet rows) throws SQLException {
    int width = rows.getMetaData().getColumnCount();
    List<String> columns = new ArrayList<>();
    for (int column = 1; column <= width; column++) {
      columns.add(rows.getMetaData().getColumnName(column));
    }
    List<Object[]> values = new ArrayList<>();
    while (rows.next()) {
      Object[] row = new Object[width - 1];
      for (int column = 2; column <= width; column++) {
        row[column - 2] = rows.getObject(column);
      }
      values.add(row);
    }
    return new Rows(table, columns, values);
  }

  Object[] row(long number) {
    return values.get((int) (number % values.size()));
  }

  /** Of a row, without what a database adds. */
  double meanBytes() {
    return values.stream().mapToLong(Rows::bytes).average().orElse(0);
  }

  private static long bytes(Object[] row) {
    long bytes = Long.BYTES;
    for (Object value : row) {
      if (value instanceof byte[] blob) {
        bytes += blob.length;
      } else if (value instanceof String text) {
        bytes += text.getBytes(StandardCharsets.UTF_8).length;
      } else if (value != null) {
        bytes += Long.BYTES;
      }
    }
    return bytes;
  }
}
