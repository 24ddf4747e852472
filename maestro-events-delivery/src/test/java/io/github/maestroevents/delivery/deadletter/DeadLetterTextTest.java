package io.github.maestroevents.delivery.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeadLetterTextTest {

  @Test
  void text_tellsReasonAndCause_howeverLongTheNamesAre() {
    String name = "n\u202e".repeat(4_000);
    DeadLetter letter =
        new DeadLetter(
            name,
            OpaqueMaestroEvent.builder("{}", name).workflowId(name).build(),
            new EventId("i".repeat(EventId.MAX_CHARS)),
            name,
            Map.of(),
            DeadLetter.Reason.RETRIES_EXHAUSTED,
            new IOException("TOPIC_AUTHORIZATION_FAILED " + name),
            Integer.MAX_VALUE,
            Instant.EPOCH,
            Instant.EPOCH);

    assertThat(letter.toString())
        .contains("reason=RETRIES_EXHAUSTED attempts=2147483647 firstAttempt=1970-01-01T00:00:00Z")
        .contains(
            "i".repeat(EventId.MAX_CHARS), "cause=java.io.IOException: TOPIC_AUTHORIZATION_FAILED")
        .endsWith(")")
        .hasSizeLessThanOrEqualTo(1_000);
  }
}
