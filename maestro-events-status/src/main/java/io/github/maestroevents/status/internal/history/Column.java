package io.github.maestroevents.status.internal.history;

/** The figures of a row of the history, in the order in which the page reads them. */
public enum Column {
  /** When the row ended, in milliseconds since the history began. */
  END_MILLIS,
  /** How many milliseconds the row covers. */
  SPAN_MILLIS,
  ACCEPTED,
  DELIVERED,
  DEAD_LETTERED,
  /** Dropped, discarded and quarantined. */
  LOST,
  RETRIED,
  /** The greatest age of an undelivered event that was seen, in milliseconds. */
  OLDEST_AGE_MILLIS,
  UNDELIVERED,
  QUEUED,
  JOURNAL_BYTES,
  /** Half of the events took no longer, in microseconds; -1 if none was delivered. */
  P50_MICROS,
  /** 99 of 100 events took no longer, in microseconds; -1 if none was delivered. */
  P99_MICROS;

  /** How many there are. */
  public static final int COUNT = values().length;

  /** This figure of a row. */
  public long of(long[] row) {
    return row[ordinal()];
  }

  void set(long[] row, long value) {
    row[ordinal()] = value;
  }
}
