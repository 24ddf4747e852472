package io.github.maestroevents.status.internal.history;

import java.util.ArrayList;
import java.util.List;

/** The last rows, in memory that is taken once and never grows. Not thread-safe. */
final class Ring {

  private final long[] cells;
  private final int capacity;
  private long added;

  Ring(int capacity) {
    this.capacity = capacity;
    this.cells = new long[capacity * Column.COUNT];
  }

  void add(long[] row) {
    System.arraycopy(row, 0, cells, start(added), Column.COUNT);
    added++;
  }

  /** Copies of the rows, the oldest first. */
  List<long[]> rows() {
    List<long[]> rows = new ArrayList<>();
    for (long at = Math.max(0, added - capacity); at < added; at++) {
      rows.add(row(at));
    }
    return rows;
  }

  private long[] row(long at) {
    long[] row = new long[Column.COUNT];
    System.arraycopy(cells, start(at), row, 0, Column.COUNT);
    return row;
  }

  private int start(long at) {
    return (int) (at % capacity) * Column.COUNT;
  }
}
