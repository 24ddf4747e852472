package io.github.maestroevents.delivery.internal.engine;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.internal.account.FlushBarrier;
import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import io.github.maestroevents.spi.EncodedEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** From one life of a publisher to the next. */
class JournalRecoveryTest {

  private final FakeBatchPublisher publisher = new FakeBatchPublisher();
  private final FakeJournal journal = new FakeJournal();

  private EngineUnderTest engine(FakeJournal journal) {
    return EngineUnderTest.with(publisher).journal(journal, JournalPolicy.defaults()).start();
  }

  private static JournalEntry entry(long sequence, String run, int number) {
    return new JournalEntry(sequence, Instant.EPOCH, EncodedEvent.of(event(run, number)));
  }

  private List<String> delivered() {
    return publisher.batches.stream().flatMap(batch -> batch.stream().map(Events::name)).toList();
  }

  @Test
  void whatTheJournalHolds_isDeliveredFirst_inOrder() {
    journal.append(List.of(entry(5, "a", 1), entry(9, "a", 2)));
    EngineUnderTest engine = engine(journal.reopened());
    assertThat(engine.stats().recovered()).isEqualTo(2);
    assertThat(engine.stats().journaled()).isEqualTo(2);
    assertThat(engine.stats().oldestJournaled()).isEqualTo(Instant.EPOCH);
    engine.send(event("a", 3)).runUntilSettled();
    assertThat(delivered()).containsExactly("a/1", "a/2", "a/3");
    assertThat(engine.stats().delivered()).isEqualTo(3);
  }

  @Test
  void damagedEntry_isCountedAsQuarantined_andTheRestIsDelivered() {
    journal.append(List.of(entry(1, "a", 1), entry(2, "a", 2), entry(3, "a", 3)));
    journal.damage(2);
    EngineUnderTest engine = engine(journal.reopened());
    engine.runUntilSettled();
    assertThat(delivered()).containsExactly("a/1", "a/3");
    assertThat(engine.stats().quarantined()).isEqualTo(1);
  }

  @Test
  void deadNeighboursEvents_areAdopted() {
    EngineUnderTest engine = engine(journal);
    engine.send(event("a", 1)).runUntilSettled();
    journal.orphans.add(entry(77, "n", 1));
    engine.advance(JournalPolicy.DEFAULT_ADOPT_INTERVAL).journalTurn().runUntilSettled();
    assertThat(delivered()).containsExactly("a/1", "n/1");
    assertThat(engine.stats().recovered()).isEqualTo(1);
  }

  @Test
  void flush_waitsForAdoptedEvents_andNoLonger() throws Exception {
    EngineUnderTest engine = engine(journal);
    engine.send(event("a", 1)).runUntilSettled();
    journal.orphans.add(entry(77, "n", 1));
    journal.orphans.add(entry(78, "n", 2));
    engine.advance(JournalPolicy.DEFAULT_ADOPT_INTERVAL).journalTurn();
    FlushBarrier beforeTheyAreKnown = new FlushBarrier(engine.intake.accepted(), 0);
    engine.loop.flush(beforeTheyAreKnown);
    publisher.hold();
    engine.turn();
    FlushBarrier behindThem = new FlushBarrier(engine.intake.accepted(), 0);
    engine.loop.flush(behindThem);
    engine.both().tick();
    assertThat(beforeTheyAreKnown.await(0).allDelivered()).isTrue();
    assertThat(behindThem.releaseIfReached()).as("not delivered").isFalse();

    publisher.open.forEach(batch -> batch.complete(BatchResult.allDelivered(2)));
    engine.runUntilSettled();
    assertThat(behindThem.await(0).allDelivered()).isTrue();
  }

  @Test
  void close_writesWhatIsLeft_inItsOldOrder_aheadOfWhatWasSpilled() {
    DeliveryOutcome later =
        DeliveryOutcome.retryLater(new IOException("down"), Duration.ofHours(1));
    publisher.thenAll(later);
    EngineUnderTest engine =
        EngineUnderTest.with(publisher)
            .retry(RetryPolicy.unlimited())
            .journal(journal, JournalPolicy.defaults())
            .start();
    CompletableFuture<DeliveryOutcome> outcome = engine.submit(event("a", 1));
    engine.tick().turn();
    engine.send(event("a", 2)).both();
    engine.send(event("a", 3));
    assertThat(journal.names()).containsExactly("a/2");
    engine.loop.drain(0);
    engine.turn().journalTurn().turn();
    assertThat(engine.loop.isFinished()).isTrue();
    assertThat(journal.names()).containsExactly("a/1", "a/2", "a/3");
    assertThat(journal.closed).isEqualTo(1);
    assertThat(engine.deadLetters).isEmpty();
    assertThat(engine.stats().journaled()).isEqualTo(3);
    assertThat(outcome).isCompletedWithValueMatching(RetryLater.class::isInstance);

    publisher.batches.clear();
    engine(journal.reopened()).runUntilSettled();
    assertThat(delivered()).containsExactly("a/1", "a/2", "a/3");
  }

  @Test
  void close_deadLettersWhatIsLeft_whenTheJournalTakesNothing() {
    publisher.hold();
    journal.maxEvents = 0;
    EngineUnderTest engine = engine(journal);
    engine.send(event("a", 1)).tick();
    engine.loop.drain(0);
    engine.turn().journalTurn().turn();
    assertThat(engine.loop.isFinished()).isTrue();
    assertThat(engine.deadLetters)
        .extracting(DeadLetter::reason)
        .containsExactly(DeadLetter.Reason.CLOSED);
    assertThat(engine.stats().undelivered()).isZero();
  }

  @Test
  void close_ends_whenTheStoreHangs_andDeadLettersWhatIsLeft() {
    publisher.hold();
    EngineUnderTest engine = engine(journal);
    engine.send(event("a", 1)).tick();
    engine.loop.drain(0);
    engine.turn().advance(Duration.ofNanos(TimeLimits.LEAVE_NANOS)).turn();
    assertThat(engine.loop.isFinished()).isTrue();
    assertThat(engine.deadLetters).hasSize(1);
    engine.journalTurn(); // comes back too late, and takes nothing
    assertThat(journal.disk).isEmpty();
    assertThat(journal.closed).isEqualTo(1);
  }

  @Test
  void hostsClose_writesWhatIsLeft_andTheNextHostDeliversIt() {
    publisher.hold();
    NonBlockingNotificationPublisher first =
        NonBlockingNotificationPublisher.builder(publisher)
            .journal(journal)
            .closeTimeout(Duration.ZERO)
            .build();
    first.send(event("a", 1));
    first.send(event("a", 2));
    first.close();
    assertThat(first.stats().journaled()).isEqualTo(2);
    assertThat(first.stats().balanced()).isTrue();
    assertThat(first.flush(Duration.ofSeconds(30)).allDelivered())
        .as("not delivered from here")
        .isFalse();

    FakeBatchPublisher works = new FakeBatchPublisher();
    try (NonBlockingNotificationPublisher second =
        NonBlockingNotificationPublisher.builder(works).journal(journal.reopened()).build()) {
      assertThat(second.flush(Duration.ofSeconds(30)).allDelivered()).isTrue();
    }
    assertThat(works.batches.stream().flatMap(batch -> batch.stream().map(Events::name)))
        .containsExactly("a/1", "a/2");
    assertThat(journal.disk).isEmpty();
  }

  @Test
  void idleJournal_doesNotKeepSendFromBeingOneOffer() {
    journal.stall = new CountDownLatch(1); // whoever touched it would wait
    try (NonBlockingNotificationPublisher host =
        NonBlockingNotificationPublisher.builder(publisher).journal(journal).build()) {
      for (int i = 0; i < 1000; i++) {
        host.send(event("k" + i % 7, i));
      }
      assertThat(host.flush(Deadline.LONG).allDelivered()).isTrue();
    }
    assertThat(journal.commits).isEmpty();
  }
}
