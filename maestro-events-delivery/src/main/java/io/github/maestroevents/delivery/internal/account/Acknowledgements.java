package io.github.maestroevents.delivery.internal.account;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Sequences of events that have left the engine and that the journal is to forget: collected, so
 * that one transaction serves many. Confined to the delivery thread. Eight bytes each.
 *
 * <p>What is not acknowledged when the process dies is delivered once more, with the same id.
 */
public final class Acknowledgements {

  static final int BATCH = 1024;
  static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private long[] sequences = new long[16];
  private int size;
  private long oldestNanos;
  private boolean dated;

  /** Of an event that has become a dead letter. The journal thread tells it by its sign. */
  void addWithLetter(long sequence) {
    add(-sequence);
  }

  void add(long sequence) {
    if (size == sequences.length) {
      sequences = Arrays.copyOf(sequences, size * 2);
    }
    sequences[size++] = sequence;
  }

  /** Whether there are enough, or some have lingered. */
  public boolean areDue(long now) {
    if (size == 0) {
      return false;
    }
    if (!dated) {
      dated = true;
      oldestNanos = now;
    }
    return size >= BATCH || now - oldestNanos >= LINGER_NANOS;
  }

  /** All of them, which are forgotten here; those with letters as their negatives. */
  public long[] take() {
    long[] taken = Arrays.copyOf(sequences, size);
    sequences = size > BATCH * 4 ? new long[16] : sequences;
    size = 0;
    dated = false;
    return taken;
  }

  public boolean isEmpty() {
    return size == 0;
  }
}
