package io.github.maestroevents.status.internal.history;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts latencies in buckets, four to each doubling, from 0.1 ms to more than a day: a percentile
 * is at most a quarter too high and never too low. Counting takes no lock, so that a reader never
 * holds up the delivery thread.
 */
final class LatencyBuckets {

  private static final long UNIT_NANOS = 100_000;
  private static final int DOUBLINGS = 32;
  private static final int PARTS = 4;

  /** How many there are: one for all that is shorter than the unit comes first. */
  static final int COUNT = 1 + DOUBLINGS * PARTS;

  private static final long UNIT_MICROS = UNIT_NANOS / 1_000;

  private final AtomicLongArray counts = new AtomicLongArray(COUNT);

  void add(long nanos) {
    counts.getAndIncrement(bucket(nanos));
  }

  /** The counts since the last call. */
  long[] drain() {
    long[] drained = new long[COUNT];
    for (int i = 0; i < COUNT; i++) {
      drained[i] = counts.getAndSet(i, 0);
    }
    return drained;
  }

  /** What this share of the counted latencies does not exceed, in microseconds; -1 if none. */
  static long percentileMicros(long[] counts, double share) {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    if (total == 0) {
      return -1;
    }
    long wanted = (long) Math.ceil(total * share);
    int bucket = 0;
    for (long seen = counts[0]; seen < wanted; seen += counts[bucket]) {
      bucket++;
    }
    return upperBoundMicros(bucket);
  }

  static int bucket(long nanos) {
    long units = nanos / UNIT_NANOS;
    if (units < 1) {
      return 0;
    }
    int doublings = Long.SIZE - 1 - Long.numberOfLeadingZeros(units);
    if (doublings >= DOUBLINGS) {
      return COUNT - 1;
    }
    int part = (int) ((nanos / (UNIT_NANOS / PARTS)) >> doublings) - PARTS;
    return 1 + doublings * PARTS + part;
  }

  static long upperBoundMicros(int bucket) {
    if (bucket == 0) {
      return UNIT_MICROS;
    }
    int doublings = (bucket - 1) / PARTS;
    int part = (bucket - 1) % PARTS;
    return ((PARTS + part + 1L) << doublings) * UNIT_MICROS / PARTS;
  }
}
