package io.github.maestroevents.status.internal.history;

/** Makes one row of a minute out of the rows of its seconds. Guarded by the timeline's lock. */
final class MinuteRow {

  private final long number;
  private final long[] row = new long[Column.COUNT];
  private final long[] latencies = new long[LatencyBuckets.COUNT];

  MinuteRow(long number) {
    this.number = number;
  }

  /** Which minute since the history began. */
  long number() {
    return number;
  }

  void add(long[] second, long[] itsLatencies) {
    for (Column column : Column.values()) {
      long value = column.of(second);
      switch (column) {
        case SPAN_MILLIS, ACCEPTED, DELIVERED, DEAD_LETTERED, LOST, RETRIED ->
            column.set(row, column.of(row) + value);
        case OLDEST_AGE_MILLIS, QUEUED -> column.set(row, Math.max(column.of(row), value));
        case END_MILLIS, UNDELIVERED, JOURNAL_BYTES -> column.set(row, value);
        case P50_MICROS, P99_MICROS -> {} // of all latencies, at the end
      }
    }
    for (int i = 0; i < latencies.length; i++) {
      latencies[i] += itsLatencies[i];
    }
  }

  long[] row() {
    Column.P50_MICROS.set(row, LatencyBuckets.percentileMicros(latencies, 0.5));
    Column.P99_MICROS.set(row, LatencyBuckets.percentileMicros(latencies, 0.99));
    return row.clone();
  }
}
