package io.github.maestroevents.delivery.internal.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.delivery.internal.desk.Fetch;
import io.github.maestroevents.delivery.internal.desk.JournalDesk;
import io.github.maestroevents.delivery.internal.desk.JournalReply;
import io.github.maestroevents.delivery.internal.engine.Events;
import io.github.maestroevents.delivery.internal.engine.FakeClock;
import io.github.maestroevents.delivery.internal.engine.FakeJournal;
import io.github.maestroevents.delivery.internal.intake.Sequences;
import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.spi.EncodedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the delivery thread wishes while the journal thread is in the middle of a turn. */
class JournalTurnTest {

  private static final EncodedEvent ENCODED = EncodedEvent.of(Events.event("run", 1));
  private static final PendingEvent EVENT =
      new PendingEvent(1, Events.event("run", 1), "run", ENCODED);

  private final FakeClock clock = new FakeClock();
  private final FakeJournal journal = new FakeJournal();
  private final JournalDesk desk = new JournalDesk();
  private final JournalTurn turn =
      new JournalTurn(
          journal,
          journal::close,
          JournalPolicy.defaults(),
          clock,
          desk,
          new Sequences(0),
          /* commits= */ null);

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

  @Test
  void turn_isDueAfterAPause_whenTheStoreFails_whileThePublisherCloses() {
    DiskTurns thread = new DiskTurns(turn, desk);
    journal.appendFailure = new JournalException("broken");
    desk.leave(List.of(EVENT));
    assertThat(thread.take(clock.nanoTime())).isEqualTo(TimeLimits.LAST_WRITE_RETRY_NANOS);
    assertThat(thread.isFinished()).isFalse();
  }

  @Test
  void journal_isClosed_andTheDeskAnswers_whenTheThreadEndsBeforeItsTime() {
    journal.appendFailure = new JournalException("broken");
    desk.write(List.of(EVENT));
    desk.fetch(Fetch.Next.toRead(0, 1, 1));
    desk.leave(List.of(EVENT));

    new DiskTurns(turn, desk).end();

    assertThat(journal.closed).isEqualTo(1);
    assertThat(turn.isFinished()).isTrue();
    assertThat(answers())
        .containsExactly(
            JournalReply.NotWritten.class, JournalReply.NotFetched.class, JournalReply.Ended.class);
  }

  /** What is told twice would be taken for other events. */
  @Test
  void writtenEvents_areToldOnce_whenTheJournalIsFull_andCannotTellItsSize() {
    journal.maxEvents = 1;
    journal.statsFailure = new LinkageError("broken, says the test");
    desk.write(List.of(EVENT, new PendingEvent(2, Events.event("run", 2), "run", ENCODED)));
    turn.runOnce(clock.nanoTime());
    turn.runOnce(clock.nanoTime());
    assertThat(answers())
        .containsExactly(JournalReply.Written.class, JournalReply.NotWritten.class);
  }

  @Test
  void deskAnswers_whatIsAskedLater_whenTheThreadHasEnded() {
    turn.breakOff();
    desk.acknowledge(new long[] {1});
    desk.write(List.of(EVENT));
    desk.fetch(Fetch.Next.toRead(0, 1, 1));
    desk.leave(List.of(EVENT));

    assertThat(answers())
        .containsExactly(
            JournalReply.NotWritten.class, JournalReply.NotFetched.class, JournalReply.Ended.class);
    assertThat(desk.hasRequest()).isFalse();
  }

  @Test
  void journal_isClosed_andTheDeskAnswers_whenWhatTheThreadHadInHandCannotGoBack() {
    desk.onReply(
        () -> {
          throw new OutOfMemoryError("no memory, says the test");
        });
    desk.fetch(Fetch.Next.toRead(0, 1, 1));
    assertThatThrownBy(() -> turn.runOnce(clock.nanoTime())).isInstanceOf(OutOfMemoryError.class);
    assertThat(turn.hasWork()).as("the fetch is in hand").isTrue();

    assertThatThrownBy(turn::breakOff).isInstanceOf(OutOfMemoryError.class);

    assertThat(journal.closed).isEqualTo(1);
    desk.onReply(() -> {});
    desk.write(List.of(EVENT));
    assertThat(answers()).contains(JournalReply.NotWritten.class);
  }

  private List<Class<?>> answers() {
    List<Class<?>> answers = new ArrayList<>();
    JournalReply reply = desk.next();
    while (reply != null) {
      answers.add(reply.getClass());
      reply = desk.next();
    }
    return answers;
  }
}
