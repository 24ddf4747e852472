package io.github.maestroevents.delivery.internal.writer;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.delivery.store.JournalFullException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a journal has room for, the oldest first: a call that meets the bound is repeated
 * with half as many entries, down to one.
 *
 * @param written how many entries are surely written, from the first on
 * @param failure why the others are not; null if all are
 */
record FittingWrite(int written, @Nullable Throwable failure) {

  /** Never throws. Blocks on the disk. */
  static FittingWrite of(EventJournal journal, List<JournalEntry> entries) {
    int written = 0;
    int most = entries.size();
    while (written < entries.size()) {
      int end = Math.min(entries.size(), written + most);
      try {
        journal.append(entries.subList(written, end));
        written = end;
      } catch (JournalFullException full) {
        most = (end - written) / 2;
        if (most == 0) {
          return new FittingWrite(written, full);
        }
      } catch (Throwable thrown) { // the store's code, or a disk that fails
        return new FittingWrite(written, thrown);
      }
    }
    return new FittingWrite(written, null);
  }

  /**
   * How many bytes the journal could discard to make room after this failure: what it holds; if it
   * cannot tell, as many as may have to. None for what does not fit into an empty one.
   */
  static long bytesToDiscard(EventJournal journal, Throwable failure) {
    if (failure instanceof JournalFullException full && full.isForGood()) {
      return 0;
    }
    try {
      return journal.stats().bytes();
    } catch (Throwable thrown) { // the store's code, asked because a write has failed already
      return Long.MAX_VALUE;
    }
  }
}
