package io.github.maestroevents.benchmarks.journal;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.delivery.store.JournalStats;
import java.util.List;

/** A journal whose commits are counted. */
final class CountingJournal implements EventJournal {

  private final EventJournal journal;

  // Written by the journal thread alone; publishes what is done so far to the race.
  private volatile Progress progress = new Progress(0, 0);

  CountingJournal(EventJournal journal) {
    this.journal = journal;
  }

  Progress progress() {
    return progress;
  }

  @Override
  public long lastSequence() {
    return journal.lastSequence();
  }

  @Override
  public void append(List<JournalEntry> entries) {
    journal.append(entries);
    progress = progress.plusCommit(entries.size());
  }

  @Override
  public List<JournalEntry> read(long after, int maxEntries, long maxBytes) {
    return journal.read(after, maxEntries, maxBytes);
  }

  @Override
  public void acknowledge(long[] sequences) {
    journal.acknowledge(sequences);
  }

  @Override
  public int adopt(long nextSequence) {
    return journal.adopt(nextSequence);
  }

  @Override
  public JournalStats stats() {
    return journal.stats();
  }

  @Override
  public void close() {
    journal.close();
  }
}
