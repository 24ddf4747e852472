package io.github.maestroevents.drills.kafka;

import java.util.BitSet;

/** What was read of the events of one workflow run, or of several added up. */
final class RunLedger {

  private final BitSet numbers = new BitSet();
  private int highest = -1;

  /** Records, copies included. */
  long read;

  /** Records whose id was read before. */
  long duplicates;

  /** Records whose payload, key or id is not what was sent. */
  long altered;

  /** Events that arrived a second time in spite of the filter, under another id. */
  long duplicatesAfterFilter;

  /** First arrivals after a later event of the same run. */
  long orderViolations;

  /** The first arrival of an id; records of a run arrive in the order of its partition. */
  void arrived(int number) {
    if (numbers.get(number)) {
      duplicatesAfterFilter++;
      return;
    }
    numbers.set(number);
    if (number < highest) {
      orderViolations++;
    }
    highest = Math.max(highest, number);
  }

  void add(RunLedger other) {
    read += other.read;
    duplicates += other.duplicates;
    altered += other.altered;
    duplicatesAfterFilter += other.duplicatesAfterFilter;
    orderViolations += other.orderViolations;
  }
}
