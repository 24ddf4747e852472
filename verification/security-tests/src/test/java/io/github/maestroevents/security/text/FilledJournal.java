package io.github.maestroevents.security.text;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.journal.inspect.JournalPlace;
import io.github.maestroevents.spi.EncodedEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A journal in a directory with events of a size, and what somebody else has made of it. */
final class FilledJournal {

  static final String ID = "00000000000000000000000000000001";
  private static final Instant TIME = Instant.parse("2026-11-30T12:00:00Z");

  private FilledJournal() {}

  /** With so many events, of so many bytes each, all under one id. */
  static Path of(Path directory, int events, int bytes) {
    return of(JournalPlace.inDirectory(directory), directory, events, bytes);
  }

  static Path of(JournalPlace place, Path directory, int events, int bytes) {
    try (EventJournal journal = place.open(true)) {
      List<JournalEntry> entries = new ArrayList<>();
      for (int i = 1; i <= events; i++) {
        entries.add(new JournalEntry(i, TIME, event(i, bytes)));
      }
      journal.append(entries);
    }
    return directory;
  }

  private static EncodedEvent event(int number, int bytes) {
    String json = "{\"n\":" + number + ",\"x\":\"" + "x".repeat(bytes) + "\"}";
    return new EncodedEvent(
        new EventId(ID),
        "NEW_EVENT",
        EventLevel.INFO,
        "key-" + number % 7,
        EncodedEvent.JSON_CONTENT_TYPE,
        json.getBytes(StandardCharsets.UTF_8),
        Map.of("specversion", "1.0", "id", ID, "source", "/x", "type", "io.x.NEW_EVENT"));
  }

  static void change(Path directory, String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("events.db"));
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
