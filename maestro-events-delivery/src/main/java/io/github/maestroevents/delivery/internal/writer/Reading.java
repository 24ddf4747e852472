package io.github.maestroevents.delivery.internal.writer;

import io.github.maestroevents.delivery.internal.desk.Fetch;
import io.github.maestroevents.delivery.internal.desk.JournalReply;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import java.util.ArrayList;
import java.util.List;

/** What the journal thread reads for the delivery thread. */
final class Reading {

  private final EventJournal journal;

  Reading(EventJournal journal) {
    this.journal = journal;
  }

  /** Throws whatever the store throws. */
  JournalReply read(Fetch fetch) {
    if (fetch instanceof Fetch.These these) {
      return these(these);
    }
    Fetch.Next next = (Fetch.Next) fetch;
    List<JournalEntry> entries = journal.read(next.after(), next.maxEntries(), next.maxBytes());
    acknowledge(entries.stream().map(JournalEntry::sequence).filter(next::forgets).toList());
    return new JournalReply.Fetched(next, entries);
  }

  /** How many entries to read from one on: as long as half of them are wanted. */
  private static int run(List<Long> wanted, int from) {
    int run = 1;
    while (from + run < wanted.size() && wanted.get(from + run) - wanted.get(from) <= 2L * run) {
      run++;
    }
    return (int) (wanted.get(from + run - 1) - wanted.get(from)) + 1;
  }

  /** Where they stand close together, one call of the store brings several. */
  private JournalReply these(Fetch.These these) {
    List<Long> wanted = these.sequences();
    List<JournalEntry> found = new ArrayList<>();
    long bytes = 0;
    int next = 0;
    while (next < wanted.size() && (next == 0 || bytes < these.maxBytes())) {
      List<JournalEntry> entries =
          journal.read(
              wanted.get(next) - 1, run(wanted, next), Math.max(1, these.maxBytes() - bytes));
      if (entries.isEmpty()) {
        next = wanted.size(); // there is nothing from here on
      }
      for (JournalEntry entry : entries) {
        while (next < wanted.size() && wanted.get(next) < entry.sequence()) {
          next++; // not there
        }
        if (next < wanted.size() && wanted.get(next) == entry.sequence()) {
          found.add(entry);
          bytes += entry.event().sizeBytes();
          next++;
        }
      }
    }
    if (these.discards()) {
      acknowledge(found.stream().map(JournalEntry::sequence).toList());
    }
    return new JournalReply.FetchedThese(these, found, wanted.get(next - 1));
  }

  private void acknowledge(List<Long> sequences) {
    if (!sequences.isEmpty()) {
      journal.acknowledge(sequences.stream().mapToLong(Long::longValue).toArray());
    }
  }
}
