package io.github.maestroevents.delivery.internal.backlog;

/** The parked events of one ordering key. Confined to the delivery thread. */
final class ParkedKey {

  final String orderingKey;
  final ParkedPart part;

  /** On disk, and nowhere else. */
  final SequenceQueue sequences = new SequenceQueue();

  /** Events that are still to be written, and parked then. */
  int onTheWay;

  /** Of those, the ones that left their lane, and are older than some on disk. */
  int olderOnTheWay;

  /** Whether events were parked in front since some were tried last: those have failed. */
  boolean returned;

  ParkedKey(String orderingKey, ParkedPart part) {
    this.orderingKey = orderingKey;
    this.part = part;
  }

  /** Whether its oldest event is on disk. */
  boolean isReadable() {
    return !sequences.isEmpty() && olderOnTheWay == 0;
  }

  boolean isEmpty() {
    return sequences.isEmpty() && onTheWay == 0;
  }
}
