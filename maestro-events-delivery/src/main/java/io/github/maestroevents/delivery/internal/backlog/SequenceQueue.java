package io.github.maestroevents.delivery.internal.backlog;

import java.util.Arrays;

/**
 * Sequences in ascending order, eight bytes each: taken from the front, added mostly at the end,
 * and now and then near the front. Not thread-safe.
 */
final class SequenceQueue {

  private long[] ring = new long[2];
  private int head;
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  long first() {
    return at(0);
  }

  long at(int index) {
    return ring[place(index)];
  }

  private int place(int index) {
    return (head + index) & (ring.length - 1);
  }

  /** Adds a sequence that is not there yet. */
  void add(long sequence) {
    if (size == ring.length) {
      grow();
    }
    if (size > 0 && sequence < at(size - 1)) {
      addBeforeTheLast(sequence);
    } else {
      size++;
      ring[place(size - 1)] = sequence;
    }
  }

  /** What comes here comes near the front: it had left from there, and comes back. */
  private void addBeforeTheLast(long sequence) {
    head = (head - 1) & (ring.length - 1);
    size++;
    int index = 0;
    while (at(index + 1) < sequence) {
      ring[place(index)] = at(index + 1);
      index++;
    }
    ring[place(index)] = sequence;
  }

  private void grow() {
    long[] larger = new long[ring.length * 2];
    for (int i = 0; i < size; i++) {
      larger[i] = at(i);
    }
    ring = larger;
    head = 0;
  }

  /** Removes a sequence, which stands near the front; false if it is not there. */
  boolean remove(long sequence) {
    int index = 0;
    while (index < size && at(index) < sequence) {
      index++;
    }
    if (index == size || at(index) != sequence) {
      return false;
    }
    for (int i = index; i > 0; i--) {
      ring[place(i)] = at(i - 1);
    }
    head = place(1);
    size--;
    return true;
  }

  boolean contains(long sequence) {
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (at(middle) == sequence) {
        return true;
      }
      if (at(middle) < sequence) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return false;
  }

  /** All of them, ascending. */
  long[] toArray() {
    long[] all = new long[size];
    Arrays.setAll(all, this::at);
    return all;
  }
}
