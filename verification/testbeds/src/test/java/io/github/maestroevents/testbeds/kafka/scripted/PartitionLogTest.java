package io.github.maestroevents.testbeds.kafka.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** The sequences of a producer, as a real broker takes and refuses them. */
class PartitionLogTest {

  private final PartitionLog log = new PartitionLog();

  @Test
  void unknownProducer_mayBeginWithAnySequence() {
    assertThat(log.append(batch(7, 0, 5, "a"))).isEqualTo(Errors.NONE);
    assertThat(log.values()).containsExactly("a");
  }

  @Test
  void batch_isRefused_whenItsSequenceDoesNotFollow() {
    log.append(batch(7, 0, 0, "a", "b"));

    assertThat(log.append(batch(7, 0, 3, "d"))).isEqualTo(Errors.OUT_OF_ORDER_SEQUENCE_NUMBER);
    assertThat(log.append(batch(7, 0, 2, "c"))).isEqualTo(Errors.NONE);
    assertThat(log.append(batch(8, 0, 0, "e"))).as("of another producer").isEqualTo(Errors.NONE);
    assertThat(log.values()).containsExactly("a", "b", "c", "e");
  }

  @Test
  void batchThatComesAgain_isTakenAndNotAppended() {
    log.append(batch(7, 0, 0, "a"));
    log.append(batch(7, 0, 1, "b"));

    assertThat(log.append(batch(7, 0, 0, "a"))).isEqualTo(Errors.NONE);
    assertThat(log.values()).containsExactly("a", "b");
  }

  @Test
  void newEpoch_beginsWithZero_andEndsTheOldOne() {
    log.append(batch(7, 0, 0, "a"));

    assertThat(log.append(batch(7, 1, 1, "c"))).isEqualTo(Errors.OUT_OF_ORDER_SEQUENCE_NUMBER);
    assertThat(log.append(batch(7, 1, 0, "b"))).isEqualTo(Errors.NONE);
    assertThat(log.append(batch(7, 0, 1, "c"))).isEqualTo(Errors.INVALID_PRODUCER_EPOCH);
    assertThat(log.values()).containsExactly("a", "b");
  }

  private static ProducedBatch batch(long producer, int epoch, int sequence, String... values) {
    return new ProducedBatch(producer, (short) epoch, sequence, List.of(values));
  }
}
