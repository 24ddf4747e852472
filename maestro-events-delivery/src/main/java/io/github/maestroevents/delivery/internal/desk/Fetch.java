package io.github.maestroevents.delivery.internal.desk;

import java.util.List;
import java.util.function.LongPredicate;

/** A wish to read from the journal. */
public sealed interface Fetch {

  /** Whether the journal is to forget at once what was read, to make room. */
  boolean discards();

  /**
   * The oldest entries above a sequence.
   *
   * @param spares entries that are not to be forgotten; asked on the journal thread too
   */
  record Next(long after, int maxEntries, long maxBytes, boolean discards, LongPredicate spares)
      implements Fetch {

    /** To read them. */
    public static Next toRead(long after, int maxEntries, long maxBytes) {
      return new Next(after, maxEntries, maxBytes, false, sequence -> true);
    }

    /** Whether the journal forgets this one. */
    public boolean forgets(long sequence) {
      return discards && !spares.test(sequence);
    }
  }

  /**
   * Some entries, of which the first is read in any case, and the others as far as the bytes
   * suffice.
   *
   * @param sequences ascending
   */
  record These(List<Long> sequences, long maxBytes, boolean discards) implements Fetch {}
}
