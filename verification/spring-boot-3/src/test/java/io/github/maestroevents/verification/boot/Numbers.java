package io.github.maestroevents.verification.boot;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.verification.boot.BusyHostProcess.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The events of a {@link BusyHost}, each by its number, which is its id. */
final class Numbers {

  private Numbers() {}

  static Set<Integer> accepted(Report report) {
    return IntStream.range(0, report.accepted()).boxed().collect(Collectors.toSet());
  }

  /** Of a host that has ended. */
  static Set<Integer> inJournal(Path directory) {
    Set<Integer> ids = new TreeSet<>();
    try (EventJournal journal = SqliteJournal.at(directory).open()) {
      long after = 0;
      while (true) {
        List<JournalEntry> entries = journal.read(after, 1_000, 1 << 20);
        if (entries.isEmpty()) {
          return ids;
        }
        for (JournalEntry entry : entries) {
          ids.add(Integer.valueOf(entry.event().id().value()));
          after = entry.sequence();
        }
      }
    }
  }
}
