package io.github.maestroevents.kafka.internal.producer;

import io.github.maestroevents.kafka.internal.verdict.RecordPlace;
import java.util.Set;

/**
 * The first record of a producer to a partition: as long as it is under way, no other goes there.
 *
 * @param reserved the partitions of the topic that such records are under way to; safe for use by
 *     many threads
 */
record FirstContact(Set<Integer> reserved, int partition) {

  /** Of a record that need not be the only one, or whose partition is not known. */
  static final FirstContact NOT_NEEDED = new FirstContact(Set.of(), RecordPlace.NO_PARTITION);

  /** The record has its outcome, or did not leave. Idempotent as long as no other has begun. */
  void end() {
    if (partition != RecordPlace.NO_PARTITION) {
      reserved.remove(partition);
    }
  }
}
