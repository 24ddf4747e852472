package io.github.maestroevents.delivery.internal.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.filter.EventFilter;
import io.github.maestroevents.delivery.internal.desk.JournalDesk;
import io.github.maestroevents.delivery.internal.desk.JournalReply;
import io.github.maestroevents.delivery.internal.engine.Events;
import io.github.maestroevents.delivery.internal.engine.FakeClock;
import io.github.maestroevents.delivery.internal.engine.FakeJournal;
import io.github.maestroevents.delivery.internal.intake.Admission;
import io.github.maestroevents.delivery.internal.intake.Intake;
import io.github.maestroevents.delivery.internal.intake.Preparation;
import io.github.maestroevents.delivery.internal.intake.Sequences;
import io.github.maestroevents.delivery.internal.travel.EncodingRule;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How often the journal thread takes a turn when a publisher under JOURNALED closes. */
class JournaledTurnTest {

  private static final int MOST_HELD = 4;
  private static final int QUEUED = 20;

  /** More turns than the work could need. */
  private static final int MANY = 100;

  private final FakeClock clock = new FakeClock();
  private final FakeJournal journal = new FakeJournal();
  private final JournalDesk desk = new JournalDesk();
  private final Intake intake = new Intake(64, true, "test");
  private final JournalTurn turn = turn();
  private final DiskTurns thread = new DiskTurns(turn, desk);

  private JournalTurn turn() {
    Sequences sequences = new Sequences(0);
    JournalPolicy policy = JournalPolicy.defaults().withMaxBatch(2, 1 << 20);
    EventFilter nothing = event -> false; // what is unfit stays on the desk until it is processed
    Preparation preparation =
        new Preparation(
            new Admission("test", nothing, null, EncodingRule.DEFAULT), true, Long.MAX_VALUE);
    GroupCommit commits =
        new GroupCommit(
            new Front(intake, preparation, sequences),
            journal,
            policy,
            clock,
            desk,
            InFlightPolicy.defaults().withMaxEvents(MOST_HELD));
    return new JournalTurn(journal, journal::close, policy, clock, desk, sequences, commits);
  }

  /** The delivery thread is held, so that nothing leaves the desk. */
  @Test
  void turns_areFew_whileAClosingPublisherWaitsForRoomOnTheDesk() {
    for (int number = 0; number < QUEUED; number++) {
      intake.offer(Events.event("a", number));
    }
    desk.leave(List.of());

    int turns = turnsUntilThePark();

    assertThat(turn.isFinished()).isFalse();
    assertThat(desk.unprocessed()).as("the desk is full").isEqualTo(2 * MOST_HELD);
    assertThat(turns).isLessThan(MANY);
  }

  @Test
  void closingPublisher_ends_whenTheDeskHasRoomAgain() {
    for (int number = 0; number < QUEUED; number++) {
      intake.offer(Events.event("a", number));
    }
    desk.leave(List.of());
    int rounds = 0;
    while (!turn.isFinished() && rounds < MANY) {
      rounds++;
      assertThat(turnsUntilThePark()).isLessThan(MANY);
      clearTheDesk();
    }
    assertThat(turn.isFinished()).isTrue();
    assertThat(intake.isEmpty()).isTrue();
    assertThat(journal.closed).isEqualTo(1);
  }

  private int turnsUntilThePark() {
    int turns = 0;
    long parkNanos = 0;
    while (parkNanos <= 0 && !turn.isFinished() && turns < MANY) {
      turns++;
      parkNanos = thread.take(clock.nanoTime());
    }
    return turns;
  }

  private void clearTheDesk() {
    JournalReply reply = desk.next();
    while (reply != null) {
      if (reply instanceof JournalReply.Taken taken) {
        desk.processed(taken);
      }
      reply = desk.next();
    }
  }
}
