package io.github.maestroevents.delivery.internal.intake;

/**
 * When events came into the queue, as far as the delivery thread has seen: each of its turns notes
 * how many there have been. So senders read no clock, and an event that waits in a full queue for
 * minutes is known to. In bounded memory, hence to about a hundredth of that time. Confined to the
 * delivery thread.
 */
public final class Arrivals {

  static final int MARKS = 256;

  private final long[] counts = new long[MARKS];
  private final long[] nanos = new long[MARKS];
  private int size;
  private long noted;

  /**
   * The least time between two marks: so that the longer events wait, the fewer marks they need.
   */
  private long strideNanos;

  /** In this turn so many events have been accepted in all. */
  public void note(long accepted, long now) {
    if (accepted <= noted || (size > 0 && now - nanos[size - 1] < strideNanos)) {
      return;
    }
    noted = accepted;
    if (size == MARKS) {
      thin();
    }
    counts[size] = accepted;
    nanos[size++] = now;
  }

  /** Of each pair only the later is kept: no event seems to have come sooner than it did. */
  private void thin() {
    strideNanos = 2 * (nanos[MARKS - 1] - nanos[0]) / MARKS;
    for (int i = 0; i < MARKS / 2; i++) {
      counts[i] = counts[2 * i + 1];
      nanos[i] = nanos[2 * i + 1];
    }
    size = MARKS / 2;
  }

  /**
   * When an event was seen first, and forgets those before.
   *
   * @param before how many were accepted before it
   * @param now what holds for an event that no turn has seen yet
   */
  public long of(long before, long now) {
    int first = 0;
    while (first < size && counts[first] <= before) {
      first++;
    }
    if (first > 0) {
      size -= first;
      System.arraycopy(counts, first, counts, 0, size);
      System.arraycopy(nanos, first, nanos, 0, size);
    }
    if (size == 0) {
      strideNanos = 0;
      return now;
    }
    return nanos[0];
  }
}
