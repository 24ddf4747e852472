package io.github.maestroevents.delivery.internal.backlog;

import java.util.Map;
import java.util.TreeMap;

/** A set of sequences, kept as ranges. Not thread-safe. */
final class SequenceRanges {

  /** From first to last, both included; neighbours are joined when added in ascending order. */
  private final TreeMap<Long, Long> ranges = new TreeMap<>();

  /** The same as it is now. */
  SequenceRanges copy() {
    SequenceRanges copy = new SequenceRanges();
    copy.ranges.putAll(ranges);
    return copy;
  }

  void add(long first, long last) {
    Map.Entry<Long, Long> before = ranges.floorEntry(first);
    if (before != null && before.getValue() >= first - 1) {
      ranges.put(before.getKey(), Math.max(before.getValue(), last));
    } else {
      ranges.put(first, last);
    }
  }

  void remove(long sequence) {
    Map.Entry<Long, Long> range = ranges.floorEntry(sequence);
    if (range == null || range.getValue() < sequence) {
      return;
    }
    ranges.remove(range.getKey());
    if (range.getKey() < sequence) {
      ranges.put(range.getKey(), sequence - 1);
    }
    if (range.getValue() > sequence) {
      ranges.put(sequence + 1, range.getValue());
    }
  }

  boolean contains(long sequence) {
    Map.Entry<Long, Long> range = ranges.floorEntry(sequence);
    return range != null && range.getValue() >= sequence;
  }

  /** Forgets ranges that end at or before a sequence. */
  void removeUpTo(long sequence) {
    while (!ranges.isEmpty() && ranges.firstEntry().getValue() <= sequence) {
      ranges.pollFirstEntry();
    }
  }
}
