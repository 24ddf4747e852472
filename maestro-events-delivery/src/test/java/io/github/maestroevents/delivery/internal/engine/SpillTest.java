package io.github.maestroevents.delivery.internal.engine;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.PublisherOverloadedException;
import io.github.maestroevents.delivery.internal.account.FlushBarrier;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy.WhenFull;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.delivery.store.JournalFullException;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.Delivered;
import io.github.maestroevents.spi.DeliveryOutcome.Rejected;
import io.github.maestroevents.spi.EncodedEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Memory first, the journal when that is not enough; turn by turn. */
class SpillTest {

  private static final DeliveryOutcome LATER =
      DeliveryOutcome.retryLater(new IOException("down"), Duration.ofSeconds(1));

  private final FakeBatchPublisher publisher = new FakeBatchPublisher();
  private final FakeJournal journal = new FakeJournal();
  private JournalPolicy policy = JournalPolicy.defaults();

  private EngineUnderTest engine(int queue, int held) {
    return EngineUnderTest.with(publisher)
        .queue(QueuePolicy.defaults().withCapacity(queue))
        .inFlight(InFlightPolicy.defaults().withMaxEvents(held))
        .journal(journal, policy)
        .start();
  }

  private void answerAll(EngineUnderTest engine) {
    for (int rounds = 0; rounds < 10; rounds++) {
      engine.both().tick();
      publisher.open.forEach(batch -> batch.complete(BatchResult.allDelivered(1)));
      publisher.open.clear();
    }
  }

  @Test
  void journal_isNotTouched_whileMemoryWillDo() {
    EngineUnderTest engine = engine(64, 64);
    engine.send(event("a", 1), event("a", 2)).runUntilSettled();
    assertThat(journal.commits).isEmpty();
    assertThat(journal.reads).isZero();
    assertThat(journal.acknowledgements).isZero();
    assertThat(engine.stats().delivered()).isEqualTo(2);
  }

  @Test
  void newEvents_goToTheJournal_whileARetryWaits_andFollowInOrder() {
    publisher.thenAll(LATER);
    EngineUnderTest engine = engine(64, 64);
    engine.send(event("a", 1)).tick().turn();
    engine.send(event("a", 2), event("a", 3)).both();
    assertThat(journal.names()).containsExactly("a/2", "a/3");
    engine.runUntilSettled();
    assertThat(publisher.batches.stream().flatMap(batch -> batch.stream().map(Events::name)))
        .containsExactly("a/1", "a/1", "a/2", "a/3");
    engine.tick().advance(Duration.ofSeconds(1)).both();
    assertThat(journal.disk).as("acknowledged").isEmpty();
  }

  @Test
  void newEvents_goToTheJournal_whileTheQueueIsHalfFull() {
    publisher.hold();
    EngineUnderTest engine = engine(8, 2);
    engine.send(event("a", 1), event("a", 2)).tick();
    engine.send(event("b", 1), event("b", 2), event("b", 3)).turn();
    assertThat(engine.stats().queued()).as("below half").isEqualTo(3);
    engine.send(event("b", 4)).both();
    assertThat(engine.stats().queued()).isZero();
    assertThat(engine.stats().journaled()).isEqualTo(4);
    assertThat(journal.names()).containsExactly("b/1", "b/2", "b/3", "b/4");
  }

  @Test
  void memory_isBounded_andTheRestStaysOnDisk() {
    publisher.hold();
    policy = policy.withMaxBatch(2, 1 << 20);
    EngineUnderTest engine = engine(8, 4);
    for (int i = 0; i < 100; i++) {
      engine.send(event("k" + i, i)).both();
    }
    DeliveryStats stats = engine.stats();
    assertThat(stats.dropped()).isZero();
    assertThat(stats.waiting() + stats.inFlight()).isLessThanOrEqualTo(4 + 2 * 2);
    assertThat(stats.journaled()).isGreaterThan(80);
  }

  @Test
  void eventsGoToTheLanes_again_whenTheJournalIsReadEmpty() {
    publisher.thenAll(LATER);
    EngineUnderTest engine = engine(64, 64);
    engine.send(event("a", 1)).tick().turn();
    engine.send(event("a", 2)).both();
    engine.runUntilSettled();
    int commits = journal.commits.size();
    engine.send(event("a", 3)).runUntilSettled();
    assertThat(journal.commits).hasSize(commits);
  }

  @Test
  void eventsGoOnInMemory_whenTheDiskFails() {
    publisher.thenAll(LATER);
    journal.appendFailure = new JournalException("read-only");
    EngineUnderTest engine = engine(64, 64);
    engine.send(event("a", 1)).tick().turn();
    engine.send(event("b", 1), event("b", 2)).both();
    engine.tick().runUntilSettled();
    assertThat(engine.stats().delivered()).isEqualTo(3);
    assertThat(engine.deadLetters).isEmpty();
  }

  @Test
  void journal_tellsWhenAnEventWasTakenUp_howeverLateItIsWritten() {
    publisher.thenAll(LATER);
    EngineUnderTest engine = engine(64, 64);
    engine.send(event("a", 1)).tick().turn();
    Instant takenUp = engine.clock.now();
    engine.send(event("a", 2)).turn();
    engine.advance(Duration.ofHours(1)).journalTurn();
    assertThat(journal.disk.values()).extracting(JournalEntry::acceptedAt).containsExactly(takenUp);
  }

  @Test
  void eventWrittenAtTheSecondAttempt_goesOn_whenReadingHasPassedWhatTheFirstLeft() {
    publisher.thenAll(LATER);
    journal.failsAfterWriting = true;
    journal.appendFailure = new JournalException("unknown");
    journal.orphans.add(new JournalEntry(1, Instant.EPOCH, EncodedEvent.of(event("neighbour", 1))));
    EngineUnderTest engine = engine(64, 64);
    engine.send(event("a", 1)).tick().turn();
    engine.send(event("b", 1)).both().both();
    assertThat(journal.names()).containsExactly("b/1", "neighbour/1");

    journal.appendFailure = null;
    engine.runUntilSettled();
    assertThat(engine.stats().quarantined()).isZero();
    assertThat(engine.stats().delivered()).isEqualTo(3);
    engine.tick().advance(Duration.ofSeconds(1)).both();
    assertThat(journal.disk).as("acknowledged").isEmpty();
  }

  @Test
  void send_drops_whenDiskAndMemoryAreFull_underDropNewest() {
    policy = policy.withWhenFull(WhenFull.DROP_NEWEST).withMaxBatch(2, 1 << 20);
    journal.maxEvents = 2;
    publisher.hold();
    EngineUnderTest engine = engine(4, 2);
    for (int i = 0; i < 40; i++) {
      engine.send(event("k" + i, i)).both();
    }
    DeliveryStats stats = engine.stats();
    assertThat(stats.dropped()).isPositive();
    assertThat(stats.journaled()).isEqualTo(2);
    assertThat(engine.drops).isNotEmpty();
  }

  @Test
  void send_throws_whenDiskAndMemoryAreFull_underReject() {
    policy = policy.withWhenFull(WhenFull.REJECT).withMaxBatch(2, 1 << 20);
    journal.appendFailure = new JournalFullException("full");
    publisher.hold();
    EngineUnderTest engine = engine(4, 2);
    for (int i = 0; i < 8; i++) {
      engine.send(event("k" + i, i)).both();
    }
    assertThatThrownBy(() -> engine.send(event("x", 1), event("x", 2), event("x", 3)))
        .isInstanceOf(PublisherOverloadedException.class);
  }

  @Test
  void oldestOnDisk_areDiscarded_underDropOldest_andTheirSubmittersAreTold() {
    policy = policy.withWhenFull(WhenFull.DROP_OLDEST).withMaxBatch(2, 1 << 20);
    journal.maxEvents = 4;
    publisher.hold();
    EngineUnderTest engine = engine(4, 1);
    engine.send(event("held", 1)).tick();
    engine.submit(event("x", 1));
    CompletableFuture<DeliveryOutcome> oldest = engine.submit(event("x", 2));
    engine.both();
    for (int i = 3; i < 20; i++) {
      engine.submit(event("x", i));
      engine.both().both();
    }
    DeliveryStats stats = engine.stats();
    assertThat(stats.discarded()).isPositive();
    assertThat(stats.dropped()).isZero();
    assertThat(oldest).isCompletedWithValueMatching(Rejected.class::isInstance);
    assertThat(journal.names()).as("the newest").contains("x/17").doesNotContain("x/2");
  }

  @Test
  void submitter_learnsOfTheDelivery_ofAnEventThatWasOnDiskAlone() {
    publisher.hold();
    EngineUnderTest engine = engine(4, 1);
    engine.send(event("held", 1)).tick();
    CompletableFuture<DeliveryOutcome> outcome = engine.submit(event("x", 1));
    engine.send(event("x", 2)).both();
    assertThat(engine.stats().journaled()).isEqualTo(2);
    assertThat(outcome).isNotDone();
    answerAll(engine);
    assertThat(outcome).isCompletedWithValueMatching(Delivered.class::isInstance);
  }

  @Test
  void flush_waitsForWhatIsOnDisk() {
    publisher.hold();
    EngineUnderTest engine = engine(4, 1);
    engine.send(event("held", 1)).tick();
    engine.send(event("x", 1), event("x", 2)).both();
    FlushBarrier barrier = new FlushBarrier(engine.intake.accepted(), 0);
    engine.loop.flush(barrier);
    engine.both();
    assertThat(barrier.releaseIfReached()).isFalse();
    answerAll(engine);
    assertThat(barrier.releaseIfReached()).isTrue();
  }

  @Test
  void journalIsReadBack_whenReadingFailsForAWhile() {
    publisher.thenAll(LATER);
    journal.readFailure = new JournalException("unreadable");
    EngineUnderTest engine = engine(2, 1);
    engine.send(event("a", 1)).tick().turn();
    engine.send(event("b", 1)).both().advance(Duration.ofSeconds(2)).both();
    assertThat(engine.stats().journaled()).isEqualTo(1);
    journal.readFailure = null;
    engine.runUntilSettled();
    assertThat(engine.stats().delivered()).isEqualTo(2);
  }

  @Test
  void batchLargerThanTheJournal_isWrittenInParts_andOnlyTheOldestMakeRoom() {
    policy = policy.withWhenFull(WhenFull.DROP_OLDEST);
    journal.maxEvents = 8;
    publisher.hold();
    EngineUnderTest engine = engine(64, 1);
    engine.send(event("held", 1)).tick();
    for (int i = 1; i <= 40; i++) {
      engine.send(event("x", i));
    }
    engine.both();
    assertThat(journal.disk).as("as much as fits").hasSize(8);
    for (int turns = 0; turns < 100; turns++) {
      engine.both();
      assertThat(journal.disk).as("a quarter goes at once").hasSizeGreaterThanOrEqualTo(6);
    }
    assertThat(journal.names()).as("the newest").contains("x/40");
    assertThat(engine.stats().journaled()).isEqualTo(8);
    assertThat(engine.deadLetters).isEmpty();
  }
}
