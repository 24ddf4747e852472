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

  /** Reads, and forgets what is to be discarded. Throws whatever the store throws. */
  JournalReply read(Fetch fetch) {
    if (fetch instanceof Fetch.These these) {
      return these(these);
    }
    Fetch.Next next = (Fetch.Next) fetch;
    List<JournalEntry> entries = journal.read(next.after(), next.maxEntries(), next.maxBytes());
    discard(next, entries);
    return new JournalReply.Fetched(next, entries);
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
              wanted.get(next) - 1, wanted.size() - next, Math.max(1, these.maxBytes() - bytes));
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
    discard(these, found);
    return new JournalReply.FetchedThese(these, found, wanted.get(next - 1));
  }

  private void discard(Fetch fetch, List<JournalEntry> entries) {
    if (fetch.discards() && !entries.isEmpty()) {
      journal.acknowledge(entries.stream().mapToLong(JournalEntry::sequence).toArray());
    }
  }
}
