package io.github.maestroevents.status.internal.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last few of something. Any thread; held for the time of a copy. */
public final class Recent<T> {

  private final int capacity;
  private final Deque<T> newestFirst;
  private long added;

  public Recent(int capacity) {
    this.capacity = capacity;
    this.newestFirst = new ArrayDeque<>(capacity + 1);
  }

  public synchronized void add(T item) {
    newestFirst.addFirst(item);
    if (newestFirst.size() > capacity) {
      newestFirst.removeLast();
    }
    added++;
  }

  /** How many there ever were: what changes when the list does. */
  public synchronized long added() {
    return added;
  }

  /** A copy, the newest first. */
  public synchronized List<T> newestFirst() {
    return new ArrayList<>(newestFirst);
  }
}
