package io.github.maestroevents.journal.testbed;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.spi.EncodedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Entries to write, and what was read. */
public final class Entries {

  public static final Instant TIME = Instant.parse("2026-11-25T12:00:00.123456789Z");

  private Entries() {}

  /** With the sequences from the first to the last. */
  public static List<JournalEntry> range(long first, long last) {
    return range(first, last, 100);
  }

  public static List<JournalEntry> range(long first, long last, int payloadBytes) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(sequence -> entry(sequence, payloadBytes))
        .toList();
  }

  public static JournalEntry entry(long sequence) {
    return entry(sequence, 100);
  }

  public static JournalEntry entry(long sequence, int payloadBytes) {
    String key = "run-" + sequence % 7;
    return new JournalEntry(
        sequence, TIME.plusMillis(sequence), event(sequence, key, payloadBytes));
  }

  public static EncodedEvent event(long number, String key, int payloadBytes) {
    StringBuilder payload = new StringBuilder("{\"number\":" + number + ",\"filler\":\"");
    while (payload.length() < payloadBytes - 2) {
      payload.append('x');
    }
    return new EncodedEvent(
        id(number),
        "STEP_INSTANCE_STATUS_CHANGE_EVENT",
        EventLevel.WARN,
        key,
        EncodedEvent.JSON_CONTENT_TYPE,
        payload.append("\"}").toString().getBytes(StandardCharsets.UTF_8),
        attributes(number, key));
  }

  private static Map<String, String> attributes(long number, String key) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("specversion", "1.0");
    attributes.put("id", id(number).value());
    attributes.put("subject", "daily%20report/" + number + "/1");
    attributes.put("partitionkey", key);
    attributes.put("level", "warn");
    return attributes;
  }

  public static EventId id(long number) {
    return new EventId(String.format("%032x", number));
  }

  public static List<JournalEntry> readAll(EventJournal journal) {
    List<JournalEntry> all = new ArrayList<>();
    long after = 0;
    while (true) {
      List<JournalEntry> some = journal.read(after, 100, Long.MAX_VALUE);
      if (some.isEmpty()) {
        return all;
      }
      all.addAll(some);
      after = some.get(some.size() - 1).sequence();
    }
  }

  public static List<Long> sequences(List<JournalEntry> entries) {
    return entries.stream().map(JournalEntry::sequence).toList();
  }

  public static List<Long> numbers(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  public static long[] array(long first, long last) {
    return LongStream.rangeClosed(first, last).toArray();
  }

  public static List<EventId> ids(List<JournalEntry> entries) {
    return entries.stream().map(entry -> entry.event().id()).toList();
  }

  public static List<EventId> ids(long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(Entries::id).toList();
  }
}
