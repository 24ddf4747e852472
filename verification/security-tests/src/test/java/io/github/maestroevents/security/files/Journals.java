package io.github.maestroevents.security.files;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.spi.EncodedEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Journals in directories, and what a stranger does to their files. */
final class Journals {

  private static final Instant TIME = Instant.parse("2026-11-25T12:00:00Z");

  private Journals() {}

  static EventJournal open(Path directory) {
    return SqliteJournal.at(directory).keepFree(0).open();
  }

  /** One with so many events, closed. */
  static Path with(Path directory, long events) {
    try (EventJournal journal = open(directory)) {
      journal.append(entries(1, events));
    }
    return directory;
  }

  static List<JournalEntry> entries(long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(Journals::entry).toList();
  }

  private static JournalEntry entry(long number) {
    return new JournalEntry(
        number,
        TIME,
        new EncodedEvent(
            new EventId(String.format("%032x", number)),
            "TYPE",
            EventLevel.INFO,
            "key",
            EncodedEvent.JSON_CONTENT_TYPE,
            "{}".getBytes(StandardCharsets.UTF_8),
            Map.of()));
  }

  /** As any program may. */
  static void execute(Path directory, String... statements) throws SQLException {
    URI database = directory.resolve("events.db").toUri();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
