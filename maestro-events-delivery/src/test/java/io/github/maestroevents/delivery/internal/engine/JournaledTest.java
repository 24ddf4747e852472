package io.github.maestroevents.delivery.internal.engine;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.PublisherOverloadedException;
import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.internal.travel.Receipt;
import io.github.maestroevents.delivery.internal.travel.Receipt.Verdict;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy.WhenFull;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.Delivered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Acceptance level JOURNALED: turn by turn, and as a host sees it. */
class JournaledTest {

  private final FakeBatchPublisher publisher = new FakeBatchPublisher();
  private final FakeJournal journal = new FakeJournal();

  private EngineUnderTest engine(JournalPolicy policy) {
    return EngineUnderTest.with(publisher)
        .acceptance(AcceptancePolicy.journaled())
        .inFlight(InFlightPolicy.defaults().withMaxEvents(4))
        .journal(journal, policy)
        .start();
  }

  private NonBlockingPublisherBuilder host() {
    return NonBlockingNotificationPublisher.builder(publisher)
        .journal(journal)
        .acceptance(AcceptancePolicy.journaled());
  }

  @Test
  void senders_shareOneCommit() {
    EngineUnderTest engine = engine(JournalPolicy.defaults());
    List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      receipts.add(engine.sendToJournal(event("a", i)));
    }
    engine.turn();
    assertThat(receipts).noneMatch(CompletableFuture::isDone);
    engine.journalTurn();
    assertThat(receipts).allMatch(receipt -> receipt.join() == Receipt.ACCEPTED);
    assertThat(journal.commits).containsExactly(10);
  }

  @Test
  void whatMemoryCannotHold_isReadBack_inOrder() {
    EngineUnderTest engine = engine(JournalPolicy.defaults().withReadAhead(3, 1 << 20));
    for (int i = 0; i < 50; i++) {
      engine.sendToJournal(event("a", i));
    }
    engine.journalTurn().turn();
    assertThat(engine.stats().journaled()).isGreaterThanOrEqualTo(46);
    engine.runUntilSettled();
    List<String> delivered =
        publisher.batches.stream().flatMap(batch -> batch.stream().map(Events::name)).toList();
    assertThat(delivered).hasSize(50).doesNotHaveDuplicates();
    assertThat(delivered.get(0)).isEqualTo("a/0");
    assertThat(delivered.get(49)).isEqualTo("a/49");
    assertThat(engine.stats().delivered()).isEqualTo(50);
  }

  @Test
  void refusedEventThatIsOnDiskAllTheSame_isForgotten_beforeAnythingNewerIsWritten() {
    EngineUnderTest engine = engine(JournalPolicy.defaults());
    journal.failsAfterWriting = true;
    journal.appendFailure = new JournalException("unknown");
    CompletableFuture<Receipt> refused = engine.sendToJournal(event("a", 1));
    engine.journalTurn();
    assertThat(refused.join().verdict()).isEqualTo(Verdict.FAILED);
    assertThat(journal.names()).containsExactly("a/1");

    journal.appendFailure = null;
    journal.acknowledgeFailure = new JournalException("broken");
    CompletableFuture<Receipt> refusedToo = engine.sendToJournal(event("a", 2));
    engine.journalTurn();
    assertThat(refusedToo.join().verdict()).isEqualTo(Verdict.FAILED);
    assertThat(journal.names()).containsExactly("a/1");

    journal.acknowledgeFailure = null;
    CompletableFuture<Receipt> accepted = engine.sendToJournal(event("a", 3));
    engine.journalTurn();
    assertThat(accepted.join()).isEqualTo(Receipt.ACCEPTED);
    assertThat(journal.names()).containsExactly("a/3");
  }

  @Test
  void journalThread_takesNoMore_whileTheDeliveryThreadHangs() {
    EngineUnderTest engine = engine(JournalPolicy.defaults());
    CompletableFuture<Receipt> last = engine.sendToJournal(event("a", 0));
    int written = 0;
    engine.journalTurn();
    while (last.isDone()) {
      last = engine.sendToJournal(event("a", ++written));
      engine.journalTurn();
    }
    assertThat(written).isBetween(1_000, 20_000);
    engine.turn().advance(Duration.ofSeconds(1)).journalTurn();
    assertThat(last.join()).isEqualTo(Receipt.ACCEPTED);
  }

  @Test
  void filteredEvent_isAccepted_andNotWritten() {
    EngineUnderTest engine =
        EngineUnderTest.with(publisher)
            .acceptance(AcceptancePolicy.journaled())
            .filter(event -> false)
            .journal(journal, JournalPolicy.defaults())
            .start();
    CompletableFuture<Receipt> receipt = engine.sendToJournal(event("a", 1));
    engine.journalTurn().turn();
    assertThat(receipt).isCompletedWithValue(Receipt.ACCEPTED);
    assertThat(journal.commits).isEmpty();
    assertThat(engine.stats().filtered()).isEqualTo(1);
  }

  @Test
  void event_isHandedBack_whenTheDiskFails() {
    journal.appendFailure = new JournalException("broken");
    EngineUnderTest engine = engine(JournalPolicy.defaults());
    CompletableFuture<Receipt> receipt = engine.sendToJournal(event("a", 1));
    engine.journalTurn().turn();
    assertThat(receipt.join().verdict()).isEqualTo(Verdict.FAILED);
    assertThat(engine.stats().rejected()).isEqualTo(1);
    assertThat(engine.stats().accepted()).isZero();
  }

  @Test
  void event_isDroppedAndCounted_whenTheJournalIsFull_underDropNewest() {
    journal.maxEvents = 0;
    EngineUnderTest engine = engine(JournalPolicy.defaults().withWhenFull(WhenFull.DROP_NEWEST));
    CompletableFuture<Receipt> receipt = engine.sendToJournal(event("a", 1));
    engine.journalTurn().turn();
    assertThat(receipt).isCompletedWithValue(Receipt.DROPPED);
    assertThat(engine.stats().dropped()).isEqualTo(1);
    assertThat(engine.drops).containsExactly(1L);
  }

  @Test
  void eventNobodyWaitsFor_isDeadLettered_whenTheDiskFails() {
    journal.appendFailure = new JournalException("broken");
    EngineUnderTest engine = engine(JournalPolicy.defaults());
    engine.send(event("a", 1)).journalTurn().turn();
    assertThat(engine.deadLetters)
        .extracting(DeadLetter::reason)
        .containsExactly(DeadLetter.Reason.NOT_JOURNALED);
  }

  @Test
  void eventOfASenderThatHasGone_isNotWritten() {
    EngineUnderTest engine = engine(JournalPolicy.defaults());
    engine.sendToJournal(event("a", 1)).cancel(false);
    engine.journalTurn().turn();
    assertThat(journal.commits).isEmpty();
    assertThat(engine.stats().rejected()).isEqualTo(1);
  }

  @Test
  void send_returnsWhenTheEventIsOnDisk_andItIsDelivered() {
    try (NonBlockingNotificationPublisher host = host().build()) {
      host.send(event("a", 1));
      assertThat(journal.commits).containsExactly(1);
      Deadline.await("delivered", () -> host.stats().delivered() == 1);
    }
    assertThat(journal.disk).isEmpty();
    assertThat(journal.closed).isEqualTo(1);
    assertThat(journal.breaches).isEmpty();
  }

  @Test
  void submit_blocksForTheDisk_andTellsTheOutcome() {
    try (NonBlockingNotificationPublisher host = host().build()) {
      CompletableFuture<DeliveryOutcome> outcome = host.submit(event("a", 1)).toCompletableFuture();
      assertThat(journal.commits).containsExactly(1);
      assertThat(outcome.join()).isInstanceOf(Delivered.class);
    }
  }

  @Test
  void send_throws_whenTheDiskStalls_andTheEventMayBeThereAllTheSame() {
    journal.stall = new CountDownLatch(1);
    NonBlockingNotificationPublisher host =
        host().acceptance(AcceptancePolicy.journaled(Duration.ofMillis(20))).build();
    assertThatThrownBy(() -> host.send(event("a", 1)))
        .isInstanceOf(RetryableDeliveryException.class)
        .hasMessageContaining("PT0.02S")
        .hasMessageContaining("may be written");
    journal.stall.countDown();
    host.close();
    assertThat(host.stats().balanced()).isTrue();
  }

  @Test
  void send_throws_whenTheJournalIsFull() {
    journal.maxEvents = 0;
    try (NonBlockingNotificationPublisher host = host().build()) {
      assertThatThrownBy(() -> host.send(event("a", 1)))
          .isInstanceOf(PublisherOverloadedException.class)
          .hasMessageContaining("journal");
      assertThat(host.stats().offered()).isEqualTo(1);
    }
  }

  @Test
  void plainPublisher_getsTheEventItself_afterARestart() {
    List<Object> got = new ArrayList<>();
    CountDownLatch arrived = new CountDownLatch(1);
    EngineUnderTest engine =
        EngineUnderTest.with(new FakeBatchPublisher().hold())
            .acceptance(AcceptancePolicy.journaled())
            .journal(journal, JournalPolicy.defaults())
            .start();
    engine.sendToJournal(event("a", 1));
    engine.journalTurn().turn();
    try (NonBlockingNotificationPublisher host =
        NonBlockingNotificationPublisher.builder(
                event -> {
                  got.add(event);
                  arrived.countDown();
                })
            .journal(journal.reopened())
            .acceptance(AcceptancePolicy.journaled())
            .build()) {
      Deadline.await(arrived);
      assertThat(got).containsExactly(event("a", 1));
      assertThat(host.stats().recovered()).isEqualTo(1);
    }
  }

  @Test
  void journalThread_goesOn_afterAnErrorOfTheMachine() {
    AtomicBoolean fails = new AtomicBoolean(true);
    DeliveryClock clock =
        new DeliveryClock() {
          @Override
          public long nanoTime() {
            return DeliveryClock.system().nanoTime();
          }

          @Override
          public Instant now() {
            if (Thread.currentThread().getName().endsWith("-journal") && fails.getAndSet(false)) {
              throw new OutOfMemoryError("no memory, says the test");
            }
            return DeliveryClock.system().now();
          }
        };
    try (NonBlockingNotificationPublisher host = host().clock(clock).build()) {
      host.send(event("a", 1));
      host.send(event("a", 2));
      Deadline.await("delivered", () -> host.stats().delivered() == 2);
      assertThat(fails).isFalse();
      assertThat(host.stats().balanced()).isTrue();
    }
    assertThat(journal.breaches).isEmpty();
  }

  @Test
  void acceptedEvent_isNeverHandedBack_whenPassingItOnFails() {
    EngineUnderTest engine = engine(JournalPolicy.defaults());
    engine
        .desk()
        .onReply(
            () -> {
              throw new OutOfMemoryError("no memory, says the test");
            });
    CompletableFuture<Receipt> receipt = engine.sendToJournal(event("a", 1));
    assertThatThrownBy(engine::journalTurn).isInstanceOf(OutOfMemoryError.class);
    assertThat(receipt).isCompletedWithValue(Receipt.ACCEPTED);
    engine.desk().onReply(() -> {});
    engine.runUntilSettled();
    assertThat(engine.stats().delivered()).isEqualTo(1);
    assertThat(engine.stats().rejected()).isZero();
  }

  @Test
  void group_isAcceptedAsFarAsItFits_whenTheJournalIsFull() {
    journal.maxEvents = 3;
    EngineUnderTest engine = engine(JournalPolicy.defaults());
    List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      receipts.add(engine.sendToJournal(event("a", i)));
    }
    engine.journalTurn().turn();
    assertThat(receipts.subList(0, 3)).allMatch(receipt -> receipt.join() == Receipt.ACCEPTED);
    assertThat(receipts.subList(3, 10))
        .allMatch(receipt -> receipt.join().verdict() == Verdict.FULL);
    assertThat(engine.stats().rejected()).isEqualTo(7);
  }

  @Test
  void event_isHandedBack_whenNotEvenAnEmptyJournalHasRoom_underDropOldest() {
    journal.maxEvents = 0;
    EngineUnderTest engine = engine(JournalPolicy.defaults().withWhenFull(WhenFull.DROP_OLDEST));
    CompletableFuture<Receipt> receipt = engine.sendToJournal(event("a", 1));
    engine.journalTurn().turn();
    assertThat(receipt.join().verdict()).isEqualTo(Verdict.FULL);
    assertThat(engine.stats().discarded()).isZero();
  }

  @Test
  void whatHasMoreBytesThanMemoryMayHold_staysOnDisk() {
    EngineUnderTest engine =
        EngineUnderTest.with(publisher)
            .acceptance(AcceptancePolicy.journaled())
            .inFlight(
                InFlightPolicy.defaults().withMaxBatches(1).withMaxEvents(1000).withMaxBytes(1500))
            .journal(journal, JournalPolicy.defaults().withMaxBatch(1, 1 << 20))
            .start();
    for (int i = 0; i < 50; i++) {
      engine.sendToJournal(event("a", i)).isDone();
      engine.journalTurn();
    }
    assertThat(engine.desk().unprocessedBytes()).isPositive().isLessThanOrEqualTo(1500);
    engine.runUntilSettled();
    assertThat(engine.stats().delivered()).isEqualTo(50);
    assertThat(engine.desk().unprocessedBytes()).isZero();
  }
}
