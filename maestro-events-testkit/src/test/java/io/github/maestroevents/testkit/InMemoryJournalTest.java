package io.github.maestroevents.testkit;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import java.util.TreeMap;

/** The contract can be kept. */
class InMemoryJournalTest extends EventJournalContract {

  private final TreeMap<Long, JournalEntry> disk = new TreeMap<>();

  @Override
  protected EventJournal open() {
    return new InMemoryJournal(disk);
  }
}
