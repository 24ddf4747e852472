package io.github.maestroevents.drills.disk;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.testbeds.disk.DiskOrders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One life of a journal on a disk of which some calls fail: opened, written to, read, made to
 * forget, given time, closed, and opened again to see what is there. Used as the engine does.
 */
final class DiskFaultRound {

  private static final int BATCHES = 10;
  private static final int EVENTS = 4;

  /** So many attempts more than calls that fail, until one is accepted. */
  private static final int ATTEMPTS = 3;

  private final Path home;
  private final DiskOrders orders;
  private final Map<Long, String> accepted = new HashMap<>();

  /** Written perhaps, though {@code append} threw: to be forgotten before anything else. */
  private final TreeSet<Long> uncertain = new TreeSet<>();

  private long next = 1;
  private long acceptedInAll;
  private long refused;
  private long reopened;
  private boolean stuck;
  private long calls;
  private long lost;
  private long foreign;

  DiskFaultRound(Path home, DiskOrders orders) {
    this.home = home;
    this.orders = orders;
  }

  void run(long first, long count, int errno) {
    orders.fail(first, count, errno);
    EventJournal journal = open(count);
    next = journal.lastSequence() + 1;
    for (int batch = 0; batch < BATCHES; batch++) {
      append(journal);
      if (batch % 3 == 2) {
        forgetOldest(journal);
        int unused = journal.adopt(1);
      }
    }
    stuck = true;
    for (int attempt = 0; attempt < ATTEMPTS + count && stuck; attempt++) {
      stuck = !append(journal);
    }
    journal.close();
    calls = orders.calls();
    orders.fail(0, 0, 0);
    check();
    deleteAll();
  }

  /** Counts the calls of the whole life, if none failed. */
  long calls() {
    return calls;
  }

  private EventJournal open(long count) {
    for (long attempt = 0; ; attempt++) {
      try {
        return SqliteJournal.at(home.resolve("journal")).keepFree(0).open();
      } catch (JournalException refusedToOpen) {
        reopened++;
        if (attempt > count) {
          throw refusedToOpen;
        }
      }
    }
  }

  private boolean append(EventJournal journal) {
    List<JournalEntry> entries = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      entries.add(entry(next++));
    }
    try {
      forgetUncertain(journal);
      journal.append(entries);
      entries.forEach(entry -> accepted.put(entry.sequence(), text(entry)));
      acceptedInAll += EVENTS;
      return true;
    } catch (JournalException failed) {
      entries.forEach(entry -> uncertain.add(entry.sequence()));
      refused += EVENTS;
      return false;
    }
  }

  private void forgetUncertain(EventJournal journal) {
    if (!uncertain.isEmpty()) {
      journal.acknowledge(uncertain.stream().mapToLong(Long::longValue).toArray());
      uncertain.clear();
    }
  }

  /** Half of what is there, as if it were delivered. */
  private void forgetOldest(EventJournal journal) {
    try {
      List<JournalEntry> oldest = journal.read(0, accepted.size() / 2 + 1, Long.MAX_VALUE);
      oldest.forEach(entry -> accepted.remove(entry.sequence())); // whatever becomes of it
      journal.acknowledge(oldest.stream().mapToLong(JournalEntry::sequence).toArray());
    } catch (JournalException failed) {
      refused++;
    }
  }

  private void check() {
    try (EventJournal journal = SqliteJournal.at(home.resolve("journal")).keepFree(0).open()) {
      Map<Long, String> found = new HashMap<>();
      for (JournalEntry entry : journal.read(0, Integer.MAX_VALUE, Long.MAX_VALUE)) {
        found.put(entry.sequence(), text(entry));
      }
      accepted.forEach(
          (sequence, text) -> {
            lost += found.containsKey(sequence) ? 0 : 1;
            foreign += found.getOrDefault(sequence, text).equals(text) ? 0 : 1;
          });
      lost += journal.stats().quarantined();
    }
  }

  private static JournalEntry entry(long sequence) {
    EventId id = new EventId(String.format(Locale.ROOT, "%032x", sequence));
    String payload = "{\"number\":" + sequence + ",\"filler\":\"" + "x".repeat(1200) + "\"}";
    return new JournalEntry(
        sequence,
        Instant.EPOCH.plusSeconds(sequence),
        new EncodedEvent(
            id,
            "DRILL",
            EventLevel.INFO,
            "key",
            EncodedEvent.JSON_CONTENT_TYPE,
            payload.getBytes(StandardCharsets.UTF_8),
            Map.of("id", id.value())));
  }

  private static String text(JournalEntry entry) {
    return entry.event().id().value() + new String(entry.event().payload(), StandardCharsets.UTF_8);
  }

  private void deleteAll() {
    try (Stream<Path> files = Files.walk(home)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  DiskFaultAccount addTo(DiskFaultAccount sum) {
    return new DiskFaultAccount(
        sum.name(),
        sum.rounds() + 1,
        sum.accepted() + acceptedInAll,
        sum.refused() + refused,
        sum.reopened() + reopened,
        sum.stuck() + (stuck ? 1 : 0),
        sum.lost() + lost,
        sum.foreign() + foreign);
  }
}
