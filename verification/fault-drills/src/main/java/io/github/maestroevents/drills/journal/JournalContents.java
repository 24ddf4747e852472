package io.github.maestroevents.drills.journal;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import java.util.ArrayList;
import java.util.List;

/** What the journal of a host holds that does not run. */
final class JournalContents {

  private static final int ENTRIES = 10_000;

  private JournalContents() {}

  static List<EventLine> read(HostPlan plan) {
    List<EventLine> contents = new ArrayList<>();
    try (EventJournal journal = HostParts.journal(plan)) {
      List<JournalEntry> entries = journal.read(0, ENTRIES, Long.MAX_VALUE);
      while (!entries.isEmpty()) {
        entries.forEach(entry -> contents.add(EventLine.of(entry.event())));
        entries = journal.read(entries.get(entries.size() - 1).sequence(), ENTRIES, Long.MAX_VALUE);
      }
    }
    return contents;
  }
}
