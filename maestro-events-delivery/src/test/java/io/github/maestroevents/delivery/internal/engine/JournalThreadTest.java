package io.github.maestroevents.delivery.internal.engine;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.internal.account.FlushBarrier;
import io.github.maestroevents.delivery.internal.thread.LogCapture;
import io.github.maestroevents.delivery.internal.travel.EncodingRule;
import io.github.maestroevents.delivery.internal.travel.Envelope;
import io.github.maestroevents.delivery.internal.wait.JournalWait;
import io.github.maestroevents.delivery.monitor.FlushResult;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The journal thread is held in the store, or ends before its time. */
@Timeout(60)
class JournalThreadTest {

  private static final Throwable DEATH = new OutOfMemoryError("no memory, says the test");
  private static final Duration DAY = Duration.ofDays(1);

  private final FakeBatchPublisher publisher = new FakeBatchPublisher();
  private final FakeJournal journal = new FakeJournal();

  private EngineUnderTest engine(AcceptancePolicy acceptance) {
    return EngineUnderTest.with(publisher)
        .acceptance(acceptance)
        .journal(journal, JournalPolicy.defaults())
        .start();
  }

  private EngineUnderTest journaled() {
    return engine(AcceptancePolicy.journaled());
  }

  @Test
  void threadHeldInTheStore_isLogged_andSendersAreRefusedAtOnce_untilItComesBack() {
    FakeClock clock = new FakeClock();
    CountDownLatch stall = new CountDownLatch(1);
    journal.stall = stall;
    try (LogCapture log = LogCapture.of(NonBlockingNotificationPublisher.class);
        NonBlockingNotificationPublisher host =
            NonBlockingNotificationPublisher.builder(publisher)
                .journal(journal)
                .acceptance(AcceptancePolicy.journaled(DAY))
                .clock(clock)
                .build()) {
      CompletableFuture<Void> first = CompletableFuture.runAsync(() -> host.send(event("a", 1)));
      Deadline.await("the stall", () -> journal.stalled > 0);
      clock.advance(Duration.ofSeconds(6));
      Deadline.await("the watch", () -> has(log, "journal thread of destination"));
      assertThatThrownBy(() -> host.send(event("a", 2)))
          .isInstanceOf(RetryableDeliveryException.class)
          .hasMessageContaining("has not answered")
          .satisfies(refusal -> assertThat(refusal.getStackTrace()).isEmpty());
      assertThat(first).isNotDone();

      stall.countDown();
      Deadline.await("the first sender", first::isDone);
      Deadline.await("the end of the hold", () -> has(log, "held no longer"));
      host.send(event("a", 3));
      clock.advance(EngineUnderTest.LINGER);
      Deadline.await("delivered", () -> host.stats().delivered() == 2);
      assertThat(host.stats().rejected()).isEqualTo(1);
    }
  }

  private static boolean has(LogCapture log, String text) {
    return log.lines().stream().anyMatch(line -> line.contains(text));
  }

  @Test
  void senderThatWaitsForTheDisk_isLetGo_whenTheThreadEnds() {
    EngineUnderTest engine = journaled();
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    JournalWait wait = new JournalWait("test", DAY, EncodingRule.DEFAULT);
    Envelope envelope = wait.envelope(event("a", 1), null);
    engine.intake.offer(envelope);
    Thread sender =
        new Thread(
            () -> {
              try {
                wait.await(envelope, engine.engine, DAY.toNanos());
              } catch (RetryableDeliveryException e) {
                thrown.complete(e);
              }
            });
    sender.start();
    Deadline.await("waiting", () -> sender.getState() == Thread.State.TIMED_WAITING);

    engine.engine.fail(DEATH, false);

    Deadline.await("let go", thrown::isDone);
    assertThat(thrown.join()).hasMessageContaining("thread of the publisher ended").hasCause(DEATH);
    assertThatThrownBy(() -> engine.intake.offer(event("a", 2)))
        .isInstanceOf(PublisherClosedException.class)
        .hasCause(DEATH);
  }

  @Test
  void callersOfFlush_areLetGo_whenTheThreadEnds() {
    publisher.hold();
    EngineUnderTest engine = journaled();
    engine.sendToJournal(event("a", 1));
    engine.journalTurn();
    FlushBarrier before = new FlushBarrier(1, 0);
    engine.loop.flush(before);
    engine.turn();
    assertThat(before.await(0)).isEqualTo(FlushResult.TIMED_OUT);
    FlushBarrier waiting = new FlushBarrier(1, 0);
    engine.loop.flush(waiting);
    engine.turn();

    engine.journalThreadEnds(DEATH);
    FlushBarrier later = new FlushBarrier(1, 0);
    engine.loop.flush(later);
    assertThat(later.await(0)).isEqualTo(FlushResult.CLOSED);
    engine.turn();
    assertThat(waiting.await(0)).isEqualTo(FlushResult.CLOSED);
  }

  @Test
  void eventsInHand_goBackToTheirSenders_andTheStoreIsClosed_whenTheThreadEnds() {
    journal.append(List.of(FakeJournal.entry(99, event("b", 1)))); // may be discarded for room
    journal.maxEvents = 1;
    EngineUnderTest engine =
        EngineUnderTest.with(publisher)
            .acceptance(AcceptancePolicy.journaled())
            .journal(
                journal, JournalPolicy.defaults().withWhenFull(JournalPolicy.WhenFull.DROP_OLDEST))
            .start();
    CompletableFuture<?> receipt = engine.sendToJournal(event("a", 1));
    engine.journalTurn();
    assertThat(receipt).as("waits for room").isNotDone();

    engine.journalThreadEnds(DEATH);
    assertThat(receipt).isDone();
    engine.turn();
    assertThat(engine.stats().rejected()).isEqualTo(1);
    assertThat(engine.stats().queued()).isZero();
    assertThat(journal.closed).isEqualTo(1);
  }

  @Test
  void publisher_closesAtOnce_andAccountsForAll_whenTheThreadHasEnded() {
    publisher.thenAll(DeliveryOutcome.retryLater(new IOException("down"), Duration.ofHours(1)));
    EngineUnderTest engine = engine(AcceptancePolicy.memory());
    engine.send(event("a", 1)).tick().turn(); // from here on a retry waits, so that events spill
    engine.send(event("a", 2)).turn();
    engine.journalThreadEnds(DEATH);
    engine.loop.drain(0);
    engine.turn().turn();

    assertThat(engine.loop.isFinished()).isTrue();
    assertThat(engine.deadLetters)
        .extracting(DeadLetter::reason)
        .containsExactly(DeadLetter.Reason.CLOSED, DeadLetter.Reason.CLOSED);
    assertThat(engine.stats().undelivered()).isZero();
    assertThat(journal.closed).isEqualTo(1);
  }

  @Test
  void store_isClosed_andTheQueueLeftAlone_whenTheDeliveryThreadEndsBeforeItsTime() {
    CompletableFuture<EngineUnderTest> ends = new CompletableFuture<>();
    EngineUnderTest engine =
        EngineUnderTest.with(publisher)
            .acceptance(AcceptancePolicy.journaled())
            .filter(
                event -> {
                  ends.join().engine.fail(DEATH, true); // meanwhile
                  return true;
                })
            .journal(journal, JournalPolicy.defaults())
            .start();
    ends.complete(engine);
    engine.send(event("a", 1), event("a", 2)).journalTurn();
    assertThat(engine.intake.size()).as("the delivery thread's").isEqualTo(1);

    engine.journalTurn();
    assertThat(journal.closed).isEqualTo(1);
  }
}
