package io.github.maestroevents.delivery.internal.writer;

import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.delivery.store.JournalStats;
import java.util.List;

/**
 * A journal that forgets nothing before the dead letters are durable: an event that was given up is
 * in the one or in the other, also after a power cut. Confined to the journal thread.
 */
public final class LettersFirst implements EventJournal {

  private final EventJournal journal;
  private final DeadLetterHandler letters;

  public LettersFirst(EventJournal journal, DeadLetterHandler letters) {
    this.journal = journal;
    this.letters = letters;
  }

  @Override
  public void acknowledge(long[] sequences) {
    letters.sync();
    journal.acknowledge(sequences);
  }

  @Override
  public long lastSequence() {
    return journal.lastSequence();
  }

  @Override
  public void append(List<JournalEntry> entries) {
    journal.append(entries);
  }

  @Override
  public List<JournalEntry> read(long after, int maxEntries, long maxBytes) {
    return journal.read(after, maxEntries, maxBytes);
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
