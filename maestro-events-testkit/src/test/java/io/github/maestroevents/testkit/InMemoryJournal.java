package io.github.maestroevents.testkit;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.delivery.store.JournalStats;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The smallest journal that keeps the contract: its disk is a map that outlives it. */
class InMemoryJournal implements EventJournal {

  final TreeMap<Long, JournalEntry> disk;

  InMemoryJournal(TreeMap<Long, JournalEntry> disk) {
    this.disk = disk;
  }

  @Override
  public long lastSequence() {
    return disk.isEmpty() ? 0 : disk.lastKey();
  }

  @Override
  public void append(List<JournalEntry> entries) {
    entries.forEach(entry -> disk.putIfAbsent(entry.sequence(), entry));
  }

  @Override
  public List<JournalEntry> read(long after, int maxEntries, long maxBytes) {
    List<JournalEntry> found = new ArrayList<>();
    long bytes = 0;
    for (JournalEntry entry : disk.tailMap(after, false).values()) {
      bytes += entry.event().sizeBytes();
      if (found.size() == maxEntries || (!found.isEmpty() && bytes > maxBytes)) {
        break;
      }
      found.add(entry);
    }
    return found;
  }

  @Override
  public void acknowledge(long[] sequences) {
    for (long sequence : sequences) {
      disk.remove(sequence);
    }
  }

  @Override
  public int adopt(long nextSequence) {
    return 0;
  }

  @Override
  public JournalStats stats() {
    return disk.isEmpty()
        ? JournalStats.EMPTY
        : new JournalStats(disk.size(), 0, disk.firstEntry().getValue().acceptedAt(), 0);
  }

  @Override
  public void close() {}
}
