package io.github.maestroevents.delivery.internal.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.internal.desk.JournalDesk;
import io.github.maestroevents.delivery.internal.engine.Events;
import io.github.maestroevents.delivery.internal.engine.FakeClock;
import io.github.maestroevents.delivery.internal.engine.FakeJournal;
import io.github.maestroevents.delivery.internal.intake.Sequences;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.spi.EncodedEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the delivery thread wishes while the journal thread is in the middle of a turn. */
class JournalTurnTest {

  private final FakeClock clock = new FakeClock();
  private final FakeJournal journal = new FakeJournal();
  private final JournalDesk desk = new JournalDesk();
  private final JournalTurn turn =
      new JournalTurn(
          journal, JournalPolicy.defaults(), clock, desk, new Sequences(0), /* commits= */ null);

  @Test
  void lastAcknowledgements_areKept_whenThePublisherLeavesInTheMiddleOfATurn() {
    journal.append(
        List.of(
            new JournalEntry(1, Instant.EPOCH, EncodedEvent.of(Events.event("run", 1))),
            new JournalEntry(2, Instant.EPOCH, EncodedEvent.of(Events.event("run", 2)))));
    journal.meanwhile =
        () -> {
          desk.acknowledge(new long[] {1});
          desk.leave(List.of());
        };

    turn.runOnce(clock.nanoTime());

    assertThat(turn.isFinished()).isTrue();
    assertThat(journal.names()).containsExactly("run/2");
    assertThat(journal.closed).isEqualTo(1);
  }
}
