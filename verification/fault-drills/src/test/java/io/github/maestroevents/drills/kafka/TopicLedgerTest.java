package io.github.maestroevents.drills.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.drills.SampleEvents;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.json.MaestroEventJson;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** A drill that cannot fail proves nothing: what each fault in the topic is counted as. */
class TopicLedgerTest {

  private static final String RUN = "run";

  private final TopicLedger ledger = new TopicLedger();

  @Test
  void nothingIsWrong_whenEventsArriveOnceInOrder() {
    enter(0, 1, 2);

    assertThat(ledger.lost(Map.of(RUN, 3))).isZero();
    assertThat(run().read).isEqualTo(3);
    assertThat(run().orderViolations).isZero();
    assertThat(run().duplicates).isZero();
    assertThat(run().altered).isZero();
  }

  @Test
  void eventThatNeverArrives_isLost() {
    enter(0, 2);

    assertThat(ledger.lost(Map.of(RUN, 3))).isEqualTo(1);
  }

  @Test
  void eventAfterALaterOne_isAnOrderViolation() {
    enter(0, 2, 1);

    assertThat(run().orderViolations).isEqualTo(1);
  }

  @Test
  void copyAfterALaterEvent_isADuplicateAndNoOrderViolation() {
    enter(0, 1, 0, 1);

    assertThat(run().duplicates).isEqualTo(2);
    assertThat(run().duplicatesAfterFilter).isZero();
    assertThat(run().orderViolations).isZero();
  }

  @Test
  void copyUnderAnotherId_passesTheFilterAndIsCounted() {
    enter(0);
    ledger.enter(record(RUN, payload(0), "another id"));

    assertThat(run().duplicatesAfterFilter).isEqualTo(1);
    assertThat(run().altered).isEqualTo(1);
  }

  @Test
  void copyWithOtherBytes_isAltered() {
    byte[] spaced = (" " + new String(payload(0), UTF_8)).getBytes(UTF_8);
    enter(0);
    ledger.enter(record(RUN, spaced, id(0)));

    assertThat(run().duplicates).isEqualTo(1);
    assertThat(run().altered).isEqualTo(1);
  }

  @Test
  void recordUnderAnotherKey_isAltered() {
    ledger.enter(record("another key", payload(0), id(0)));

    assertThat(run().altered).isEqualTo(1);
  }

  @Test
  void recordWithoutAnId_isForeign() {
    ledger.enter(new ConsumerRecord<>("topic", 0, 0, RUN.getBytes(UTF_8), payload(0)));

    assertThat(ledger.foreign()).isEqualTo(1);
  }

  @Test
  void recordThatIsNoEvent_isForeign() {
    ledger.enter(record(RUN, new byte[] {'{'}, id(0)));

    assertThat(ledger.foreign()).isEqualTo(1);
  }

  private void enter(int... numbers) {
    for (int number : numbers) {
      ledger.enter(record(RUN, payload(number), id(number)));
    }
  }

  private RunLedger run() {
    return ledger.sum(Set.of(RUN));
  }

  private static MaestroEvent event(int number) {
    return SampleEvents.step(RUN, number);
  }

  private static byte[] payload(int number) {
    return MaestroEventJson.write(event(number));
  }

  private static String id(int number) {
    return EventId.of(event(number)).value();
  }

  private static ConsumerRecord<byte[], byte[]> record(String key, byte[] payload, String id) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("topic", 0, 0, key.getBytes(UTF_8), payload);
    record.headers().add("ce_id", id.getBytes(UTF_8));
    return record;
  }
}
