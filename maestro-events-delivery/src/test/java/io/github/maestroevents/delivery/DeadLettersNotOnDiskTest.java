package io.github.maestroevents.delivery;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.internal.engine.Deadline;
import io.github.maestroevents.delivery.internal.engine.FakeBatchPublisher;
import io.github.maestroevents.delivery.internal.engine.FakeJournal;
import io.github.maestroevents.delivery.internal.thread.LogCapture;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Dead letters that cannot be forced to the disk, and the journal their events come from. */
@Timeout(120)
class DeadLettersNotOnDiskTest {

  private final FakeJournal journal = new FakeJournal();
  private final FailingFile letters = new FailingFile();

  @Test
  void deliveredEvents_areForgotten_thoughDeadLettersCannotBeForcedToTheDisk() {
    FakeBatchPublisher sink =
        new FakeBatchPublisher()
            .thenAll(DeliveryOutcome.rejected(new IllegalStateException("refused")));
    try (LogCapture log = LogCapture.of(NonBlockingNotificationPublisher.class)) {
      try (var publisher =
          NonBlockingNotificationPublisher.builder(sink)
              .name("kafka")
              .journal(journal)
              .acceptance(AcceptancePolicy.journaled())
              .deadLetterHandler(letters)
              .build()) {
        publisher.send(event("refused", 0));
        Deadline.await("the letter", () -> publisher.stats().deadLettered() == 1);
        for (int round = 1; round <= 5; round++) {
          publisher.send(event("good", round));
          assertThat(publisher.flush(Deadline.LONG).allDelivered()).isTrue();
          Deadline.await("only one is left", () -> journal.stats().events() == 1);
        }
      }
      assertThat(journal.names()).containsExactly("refused/0");
      assertThat(log.lines().stream().filter(line -> line.contains("Dead letters")))
          .singleElement()
          .asString()
          .contains("'kafka'", "/var/letters.jsonl", "No space left", "1 event(s)");
      assertThat(log.lines()).noneMatch(line -> line.contains("The journal of destination"));
    }
  }

  @Test
  void deadLetteredEvent_isForgotten_whenItsLetterIsOnDiskAtTheEnd() {
    FakeBatchPublisher sink =
        new FakeBatchPublisher()
            .thenAll(DeliveryOutcome.rejected(new IllegalStateException("refused")));
    var publisher =
        NonBlockingNotificationPublisher.builder(sink)
            .journal(journal)
            .acceptance(AcceptancePolicy.journaled())
            .deadLetterHandler(letters)
            .build();
    try (publisher) {
      publisher.send(event("refused", 0));
      Deadline.await("an attempt to force it to the disk", () -> letters.attempts > 0);
      letters.fails = false;
    }

    assertThat(journal.names()).isEmpty();
  }

  private static final class FailingFile implements DeadLetterHandler {

    /** From the test to the journal thread. */
    volatile boolean fails = true;

    /** From the journal thread, which alone counts, to the test. */
    volatile int attempts;

    @Override
    public void handle(DeadLetter deadLetter) {}

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate")
    public void sync() {
      attempts++;
      if (fails) {
        IOException full = new IOException("No space left on device");
        throw new UncheckedIOException(
            "Cannot force /var/letters.jsonl to the disk: " + full, full);
      }
    }
  }
}
