package io.github.maestroevents.delivery.internal.engine;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.delivery.store.JournalStats;
import java.util.List;

/** A store that lets itself be opened, and then fails with an Error whatever it is asked. */
final class BrokenStore implements EventJournal {

  /** From the test to the threads that call. */
  private volatile boolean breaks;

  /** How often it was closed; from the journal thread to the test. */
  volatile int closed;

  /** From now on every method throws. */
  void breaks() {
    breaks = true;
  }

  private void fail() {
    if (breaks) {
      throw new LinkageError("The store is broken");
    }
  }

  @Override
  public long lastSequence() {
    fail();
    return 0;
  }

  @Override
  public void append(List<JournalEntry> entries) {
    fail();
  }

  @Override
  public List<JournalEntry> read(long after, int maxEntries, long maxBytes) {
    fail();
    return List.of();
  }

  @Override
  public void acknowledge(long[] sequences) {
    fail();
  }

  @Override
  public int adopt(long nextSequence) {
    fail();
    return 0;
  }

  @Override
  public JournalStats stats() {
    fail();
    return JournalStats.EMPTY;
  }

  @Override
  public void close() {
    closed++;
    fail();
  }
}
