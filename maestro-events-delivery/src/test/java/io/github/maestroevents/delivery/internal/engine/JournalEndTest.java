package io.github.maestroevents.delivery.internal.engine;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A publisher with a journal closes in the middle of something. */
class JournalEndTest {

  private final FakeBatchPublisher publisher = new FakeBatchPublisher();
  private final FakeJournal journal = new FakeJournal();

  private EngineUnderTest spilling() {
    return EngineUnderTest.with(publisher)
        .retry(RetryPolicy.unlimited())
        .journal(journal, JournalPolicy.defaults())
        .start();
  }

  private EngineUnderTest journaling(int held) {
    return EngineUnderTest.with(publisher)
        .acceptance(AcceptancePolicy.journaled())
        .inFlight(InFlightPolicy.defaults().withMaxEvents(held))
        .journal(journal, JournalPolicy.defaults())
        .start();
  }

  /** Once, while the journal thread is in the middle of a turn. */
  private void meanwhile(Runnable happens) {
    journal.meanwhile =
        () -> {
          journal.meanwhile = () -> {};
          happens.run();
        };
  }

  @Test
  void batchOnItsWayToTheJournal_isWritten_whenThePublisherClosesMeanwhile() {
    publisher.thenAll(DeliveryOutcome.retryLater(new IOException("down"), Duration.ofHours(1)));
    EngineUnderTest engine = spilling();
    engine.send(event("a", 1)).tick().turn();
    meanwhile(
        () -> {
          engine.send(event("a", 2)).turn(); // handed over, since a retry waits
          engine.loop.drain(0);
          engine.turn();
        });
    engine.journalTurn().turn().journalTurn().turn().journalTurn().turn();

    assertThat(engine.loop.isFinished()).isTrue();
    assertThat(journal.names()).containsExactly("a/1", "a/2");
    assertThat(engine.deadLetters).isEmpty();
    assertThat(engine.stats().journaled()).isEqualTo(2);
    assertThat(engine.stats().waiting()).isZero();
  }

  @Test
  void lastWrites_areTriedAgain_whenTheJournalFailsForAMoment() {
    publisher.hold();
    EngineUnderTest engine = spilling();
    engine.send(event("a", 1), event("a", 2)).tick();
    journal.appendFailure = new JournalException("busy");
    journal.failsAfterWriting = true; // nobody knows
    engine.loop.drain(0);
    engine.turn().journalTurn().turn();
    assertThat(engine.loop.isFinished()).isFalse();
    assertThat(engine.deadLetters).isEmpty();

    journal.appendFailure = null;
    engine.advance(Duration.ofMillis(100)).journalTurn().turn();
    assertThat(engine.loop.isFinished()).isTrue();
    assertThat(journal.names()).containsExactly("a/1", "a/2");
    assertThat(engine.deadLetters).isEmpty();
    assertThat(engine.stats().journaled()).isEqualTo(2);
  }

  @Test
  void lastWrites_areGivenUp_whenTheJournalKeepsFailing() {
    publisher.hold();
    EngineUnderTest engine = spilling();
    engine.send(event("a", 1), event("a", 2)).tick();
    journal.appendFailure = new JournalException("busy");
    engine.loop.drain(0);
    engine.turn().journalTurn();
    engine.advance(Duration.ofSeconds(5)).journalTurn().turn();

    assertThat(engine.loop.isFinished()).isTrue();
    assertThat(engine.deadLetters)
        .extracting(DeadLetter::reason)
        .containsExactly(DeadLetter.Reason.CLOSED, DeadLetter.Reason.CLOSED);
    assertThat(engine.stats().undelivered()).isZero();
  }

  @Test
  void submitters_learnThatTheirEventsStay_whenTheseAreWrittenInTheLastTurn() {
    publisher.hold();
    EngineUnderTest engine = journaling(2);
    List<CompletableFuture<DeliveryOutcome>> outcomes =
        IntStream.range(0, 3).mapToObj(number -> engine.submit(event("a", number))).toList();
    engine.loop.drain(0);
    engine.turn().journalTurn().turn();

    assertThat(engine.loop.isFinished()).isTrue();
    assertThat(journal.names()).hasSize(3);
    assertThat(outcomes)
        .allSatisfy(
            outcome ->
                assertThat(outcome).isCompletedWithValueMatching(RetryLater.class::isInstance));
  }

  @Test
  void eventsThatStay_areNotMissed_byAReadThatEndsMeanwhile() {
    publisher.hold();
    EngineUnderTest engine = journaling(64);
    meanwhile(
        () -> {
          throw new JournalException("adopts nothing for now");
        });
    engine.sendToJournal(event("a", 1));
    engine.journalTurn().turn(); // asks for what the adoption may have left
    engine.loop.drain(0);
    engine.turn().journalTurn().turn();

    assertThat(engine.loop.isFinished()).isTrue();
    assertThat(engine.stats().quarantined()).isZero();
    assertThat(engine.stats().journaled()).isEqualTo(1);
  }
}
