package io.github.maestroevents.cli;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.spi.EncodedEvent;
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

/**
 * A journal in a directory, and the events in it: of workflows odd and even, three types, and five
 * keys, a second after each other.
 */
record TestJournal(Path path) {

  static final Instant TIME = Instant.parse("2026-11-25T12:00:00Z");

  /** One with so many events. */
  static TestJournal with(Path path, long events) {
    TestJournal journal = new TestJournal(path);
    try (EventJournal open = journal.open()) {
      if (events > 0) {
        open.append(entries(1, events));
      }
    }
    return journal;
  }

  EventJournal open() {
    return SqliteJournal.at(path).keepFree(0).open();
  }

  String directory() {
    return path.toString();
  }

  long count() {
    try (EventJournal journal = open()) {
      return journal.stats().events();
    }
  }

  List<JournalEntry> read() {
    try (EventJournal journal = open()) {
      return journal.read(0, 10_000, Long.MAX_VALUE);
    }
  }

  /** As a stranger changes it. */
  void execute(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + path.resolve("events.db"));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static List<JournalEntry> entries(long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(TestJournal::entry).toList();
  }

  static String id(long number) {
    return String.format("%032x", number);
  }

  static List<String> ids(long... numbers) {
    return LongStream.of(numbers).mapToObj(TestJournal::id).toList();
  }

  static List<String> idsOf(List<JournalEntry> entries) {
    return entries.stream().map(entry -> entry.event().id().value()).toList();
  }

  static JournalEntry entry(long number) {
    return new JournalEntry(number, TIME.plusSeconds(number), event(number, "key-" + number % 5));
  }

  static EncodedEvent large(long number, int bytes) {
    return new EncodedEvent(
        new EventId(id(number)),
        "LARGE",
        EventLevel.INFO,
        "key",
        EncodedEvent.JSON_CONTENT_TYPE,
        "x".repeat(bytes).getBytes(StandardCharsets.UTF_8),
        Map.of());
  }

  static EncodedEvent event(long number, String key) {
    return new EncodedEvent(
        new EventId(id(number)),
        "TYPE_" + number % 3,
        EventLevel.INFO,
        key,
        EncodedEvent.JSON_CONTENT_TYPE,
        ("{\"secret\":\"ä" + number + "\"}").getBytes(StandardCharsets.UTF_8),
        Map.of("subject", (number % 2 == 0 ? "even" : "odd") + "/" + number + "/1"));
  }
}
