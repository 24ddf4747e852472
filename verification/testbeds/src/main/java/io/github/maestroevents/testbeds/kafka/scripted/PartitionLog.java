package io.github.maestroevents.testbeds.kafka.scripted;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.protocol.Errors;

/**
 * What was appended to a partition, and what it knows of each producer. A producer of which nothing
 * is known may begin with any sequence; from then on its sequences follow each other, a new epoch
 * begins with 0, and one of its last five batches that comes again is not appended again. Source:
 * Kafka's {@code ProducerAppendInfo} and {@code ProducerStateEntry}. Guarded by the broker.
 */
final class PartitionLog {

  private static final int REMEMBERED_BATCHES = 5;

  private final List<String> values = new ArrayList<>();
  private final Map<Long, Deque<ProducedBatch>> latest = new HashMap<>();

  /** Appends the batch, unless its sequence is out of order or it is there already. */
  Errors append(ProducedBatch batch) {
    if (batch.baseSequence() >= 0) {
      Deque<ProducedBatch> known =
          latest.computeIfAbsent(batch.producerId(), producer -> new ArrayDeque<>());
      if (known.stream().anyMatch(earlier -> isSame(earlier, batch))) {
        return Errors.NONE;
      }
      ProducedBatch last = known.peekLast();
      Errors refusal = last == null ? Errors.NONE : check(last, batch);
      if (refusal != Errors.NONE) {
        return refusal;
      }
      known.addLast(batch);
      if (known.size() > REMEMBERED_BATCHES) {
        known.removeFirst();
      }
    }
    values.addAll(batch.values());
    return Errors.NONE;
  }

  private static Errors check(ProducedBatch last, ProducedBatch batch) {
    if (batch.producerEpoch() < last.producerEpoch()) {
      return Errors.INVALID_PRODUCER_EPOCH;
    }
    int expected =
        batch.producerEpoch() > last.producerEpoch()
            ? 0
            : last.lastSequence() == Integer.MAX_VALUE ? 0 : last.lastSequence() + 1;
    return batch.baseSequence() == expected ? Errors.NONE : Errors.OUT_OF_ORDER_SEQUENCE_NUMBER;
  }

  private static boolean isSame(ProducedBatch earlier, ProducedBatch batch) {
    return earlier.producerEpoch() == batch.producerEpoch()
        && earlier.baseSequence() == batch.baseSequence()
        && earlier.lastSequence() == batch.lastSequence();
  }

  List<String> values() {
    return List.copyOf(values);
  }
}
