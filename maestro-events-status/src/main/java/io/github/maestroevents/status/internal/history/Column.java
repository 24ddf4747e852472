package io.github.maestroevents.status.internal.history;

/** The figures of a row of the history, in the order in which the page reads them. */
public enum Column {
  /** When the row ended, in milliseconds since the history began. */
  END_MILLIS(0),
  /** How many milliseconds the row covers. */
  SPAN_MILLIS(1),
  ACCEPTED(2),
  DELIVERED(3),
  DEAD_LETTERED(4),
  /** Dropped, discarded and quarantined. */
  LOST(5),
  RETRIED(6),
  /** The greatest age of an undelivered event that was seen, in milliseconds. */
  OLDEST_AGE_MILLIS(7),
  UNDELIVERED(8),
  QUEUED(9),
  JOURNAL_BYTES(10),
  /** Half of the events took no longer, in microseconds; -1 if none was delivered. */
  P50_MICROS(11),
  /** 99 of 100 events took no longer, in microseconds; -1 if none was delivered. */
  P99_MICROS(12);

  /** How many there are. */
  public static final int COUNT = values().length;

  private final int place;

  Column(int place) {
    this.place = place;
  }

  /** This figure of a row. */
  public long of(long[] row) {
    return row[place];
  }

  void set(long[] row, long value) {
    row[place] = value;
  }
}
