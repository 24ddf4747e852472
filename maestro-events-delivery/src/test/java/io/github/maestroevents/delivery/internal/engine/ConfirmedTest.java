package io.github.maestroevents.delivery.internal.engine;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static io.github.maestroevents.spi.DeliveryOutcome.rejected;
import static io.github.maestroevents.spi.DeliveryOutcome.retryLater;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.PermanentDeliveryException;
import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.PublisherOverloadedException;
import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.BatchPolicy;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.spi.BatchResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Acceptance level CONFIRMED: returning proves delivery, and nothing else is accepted. */
class ConfirmedTest {

  private static final Duration SHORT = Duration.ofMillis(60);

  private final FakeBatchPublisher sink = new FakeBatchPublisher();
  private final List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();
  private NonBlockingNotificationPublisher publisher;

  @AfterEach
  void statsAddUp_andNothingIsDeadLettered() {
    publisher.close();
    assertThat(publisher.stats().balanced()).as("%s", publisher.stats()).isTrue();
    assertThat(publisher.stats().undelivered()).isZero();
    assertThat(deadLetters).isEmpty();
  }

  @Test
  void send_returns_whenTheDestinationHasAcknowledged() {
    confirmWithin(Deadline.LONG);
    publisher.send(event("a", 1));
    assertThat(publisher.stats().delivered()).isLessThanOrEqualTo(1);
    assertThat(sink.batches).hasSize(1);
    publisher.close();
    assertThat(publisher.stats().delivered()).isEqualTo(1);
  }

  @Test
  void send_waitsForARetry_withinItsTime() {
    sink.thenAll(retryLater(new IOException("down")));
    confirmWithin(Deadline.LONG);
    publisher.send(event("a", 1));
    assertThat(sink.batches).hasSize(2);
  }

  @Test
  void send_throwsRetryable_whenTheTimeIsOver_andTheEventIsWithdrawn() {
    sink.thenAll(retryLater(new IOException("down"), Duration.ofMinutes(30)));
    confirmWithin(SHORT);
    assertThatThrownBy(() -> publisher.send(event("a", 1)))
        .isInstanceOf(RetryableDeliveryException.class)
        .hasMessageContaining(SHORT.toString());
    publisher.close(Duration.ZERO);
    assertThat(publisher.stats().rejected()).isEqualTo(1);
    assertThat(publisher.stats().accepted()).isZero();
  }

  @Test
  void event_countsAsDelivered_whenItsAcknowledgementComesTooLate() {
    sink.hold();
    confirmWithin(SHORT);
    assertThatThrownBy(() -> publisher.send(event("a", 1)))
        .hasMessageContaining("may have been delivered");
    sink.open.remove().complete(BatchResult.allDelivered(1));
    publisher.close();
    assertThat(publisher.stats().delivered()).isEqualTo(1);
  }

  @Test
  void send_throwsPermanent_whenTheDestinationRejects() {
    IOException poison = new IOException("poison");
    sink.thenAll(rejected(poison));
    confirmWithin(Deadline.LONG);
    assertThatThrownBy(() -> publisher.send(event("a", 1)))
        .isInstanceOf(PermanentDeliveryException.class)
        .hasCause(poison)
        .hasMessageContaining("still owns")
        .hasMessageContaining("no dead-letter handler");
  }

  @Test
  void refusals_carryNoStackTrace() {
    publisher =
        builder(Deadline.LONG)
            .circuitBreaker(
                CircuitBreakerPolicy.defaults().withWindow(1, 1).withOpenFor(Duration.ofHours(1)))
            .retry(RetryPolicy.never())
            .build();
    sink.thenAll(retryLater(new IOException("down")));
    assertThatThrownBy(() -> publisher.send(event("a", 1)))
        .isInstanceOf(RetryableDeliveryException.class);
    Deadline.await("open", () -> publisher.stats().circuit() == CircuitState.OPEN);
    assertThatThrownBy(() -> publisher.send(event("a", 2))).satisfies(ConfirmedTest::isCheap);
    publisher.close();
    assertThatThrownBy(() -> publisher.send(event("a", 3)))
        .isInstanceOf(PublisherClosedException.class)
        .satisfies(ConfirmedTest::isCheap);
  }

  private static void isCheap(Throwable refusal) {
    assertThat(refusal.getStackTrace()).isEmpty();
  }

  @Test
  void everybodyButTheProber_isRefusedAtOnce_whileAProbeIsOut() {
    FakeClock clock = new FakeClock();
    publisher =
        builder(Deadline.LONG)
            .clock(clock)
            .batch(BatchPolicy.defaults().withMaxEvents(1))
            .circuitBreaker(
                CircuitBreakerPolicy.defaults().withWindow(1, 1).withOpenFor(Duration.ofHours(1)))
            .retry(RetryPolicy.never())
            .build();
    sink.thenAll(retryLater(new IOException("down")));
    assertThatThrownBy(() -> publisher.send(event("a", 1)))
        .isInstanceOf(RetryableDeliveryException.class);
    Deadline.await("open", () -> publisher.stats().circuit() == CircuitState.OPEN);
    clock.advance(Duration.ofHours(1));
    Deadline.await("half open", () -> publisher.stats().circuit() == CircuitState.HALF_OPEN);

    sink.hold();
    Thread prober = new Thread(() -> publisher.send(event("b", 1)));
    prober.start();
    Deadline.await("waiting", () -> publisher.stats().offered() == 2);
    assertThatThrownBy(() -> publisher.send(event("c", 1)))
        .isInstanceOf(RetryableDeliveryException.class)
        .hasMessageContaining("probed")
        .satisfies(ConfirmedTest::isCheap);
    Deadline.await("the probe", () -> publisher.stats().inFlight() == 1);
    sink.open.remove().complete(BatchResult.allDelivered(1));
    join(prober);
    Deadline.await("closed", () -> publisher.stats().circuit() == CircuitState.CLOSED);
  }

  /** Else a probe that never comes to be would keep everybody away for ever. */
  @Test
  void anotherSenderMayProbe_whenTheFirstWaitsNoLonger() {
    FakeClock clock = new FakeClock();
    publisher =
        builder(SHORT)
            .clock(clock)
            .batch(BatchPolicy.defaults().withMaxEvents(1))
            .filter(event -> !event.workflowId().equals("filtered"))
            .circuitBreaker(
                CircuitBreakerPolicy.defaults().withWindow(1, 1).withOpenFor(Duration.ofHours(1)))
            .retry(RetryPolicy.never())
            .build();
    sink.thenAll(retryLater(new IOException("down")));
    assertThatThrownBy(() -> publisher.send(event("a", 1)))
        .isInstanceOf(RetryableDeliveryException.class);
    Deadline.await("open", () -> publisher.stats().circuit() == CircuitState.OPEN);
    clock.advance(Duration.ofHours(1));
    Deadline.await("half open", () -> publisher.stats().circuit() == CircuitState.HALF_OPEN);
    publisher.send(event("filtered", 1));
    publisher.send(event("filtered", 2));
    assertThat(publisher.stats().circuit()).isEqualTo(CircuitState.HALF_OPEN);
  }

  @Test
  void sendersThatWaitInVain_openTheCircuit() {
    sink.hold();
    publisher =
        builder(Duration.ofMillis(20))
            .circuitBreaker(CircuitBreakerPolicy.defaults().withWindow(4, 2))
            .build();
    for (int i = 0; i < 2; i++) {
      int number = i;
      assertThatThrownBy(() -> publisher.send(event("a", number)))
          .isInstanceOf(RetryableDeliveryException.class);
    }
    Deadline.await("open", () -> publisher.stats().circuit() == CircuitState.OPEN);
    publisher.close(Duration.ZERO);
  }

  @Test
  void send_throwsAtOnce_whenTheCircuitIsOpen() {
    publisher =
        builder(Deadline.LONG)
            .circuitBreaker(
                CircuitBreakerPolicy.defaults().withWindow(1, 1).withOpenFor(Duration.ofHours(1)))
            .retry(RetryPolicy.never())
            .build();
    sink.thenAll(retryLater(new IOException("down")));
    assertThatThrownBy(() -> publisher.send(event("a", 1)))
        .isInstanceOf(RetryableDeliveryException.class);
    Deadline.await("open", () -> publisher.stats().circuit() == CircuitState.OPEN);
    assertThatThrownBy(() -> publisher.send(event("a", 2)))
        .isInstanceOf(RetryableDeliveryException.class)
        .hasMessageContaining("is open");
    assertThat(sink.batches).hasSize(1);
    Deadline.await("the turn's books", () -> publisher.stats().rejected() == 2);
    assertThat(publisher.stats().offered()).isEqualTo(2);
  }

  @Test
  void send_throwsOverloaded_whenTheQueueIsFull_evenWithTheDefaultOverflowPolicy() {
    sink.hold();
    publisher =
        builder(SHORT)
            .queue(QueuePolicy.defaults().withCapacity(2))
            .inFlight(InFlightPolicy.defaults().withMaxEvents(1))
            .build();
    AtomicInteger overloaded = new AtomicInteger();
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int number = i;
      Thread sender =
          new Thread(
              () -> {
                try {
                  publisher.send(event("k" + number, 1));
                } catch (PublisherOverloadedException e) {
                  overloaded.incrementAndGet();
                } catch (RetryableDeliveryException expected) {
                  // its time was over
                }
              });
      senders.add(sender);
      sender.start();
    }
    senders.forEach(ConfirmedTest::join);
    assertThat(overloaded.get()).isPositive();
    assertThat(publisher.stats().dropped()).isZero();
    publisher.close(Duration.ZERO);
  }

  @Test
  void sendersOnManyThreads_shareBatches() {
    confirmWithin(Deadline.LONG);
    int threads = 32;
    CountDownLatch ready = new CountDownLatch(threads);
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int number = i;
      Thread sender =
          new Thread(
              () -> {
                ready.countDown();
                Deadline.await(ready);
                publisher.send(event("k" + number, 1));
              });
      senders.add(sender);
      sender.start();
    }
    senders.forEach(ConfirmedTest::join);
    assertThat(sink.batches.size()).isLessThan(threads);
    assertThat(sink.sizes().stream().mapToInt(Integer::intValue).sum()).isEqualTo(threads);
  }

  @Test
  void interruptedSender_getsItsEventBack_andKeepsItsFlag() {
    sink.hold();
    confirmWithin(Deadline.LONG);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> publisher.send(event("a", 1)))
        .isInstanceOf(RetryableDeliveryException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
    publisher.close(Duration.ZERO);
  }

  @Test
  void waitingSender_getsItsEventBack_whenThePublisherCloses() {
    sink.hold();
    confirmWithin(Deadline.LONG);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread sender =
        new Thread(
            () -> {
              try {
                publisher.send(event("a", 1));
              } catch (PublisherClosedException e) {
                thrown.set(e);
              }
            });
    sender.start();
    Deadline.await("in flight", () -> publisher.stats().inFlight() == 1);
    publisher.close(Duration.ZERO);
    join(sender);
    assertThat(thrown.get()).isInstanceOf(PublisherClosedException.class);
  }

  @Test
  void timeout_isRefused_whenItIsDangerousInMaestro_unlessForced() {
    publisher = builder(SHORT).build();
    assertThatThrownBy(() -> AcceptancePolicy.confirmed(Duration.ofSeconds(10)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT10S")
        .hasMessageContaining("confirmedWithAnyTimeout");
    assertThat(AcceptancePolicy.confirmedWithAnyTimeout(Duration.ofMinutes(1)).confirmTimeout())
        .isEqualTo(Duration.ofMinutes(1));
  }

  private void confirmWithin(Duration timeout) {
    publisher = builder(timeout).build();
  }

  private NonBlockingPublisherBuilder builder(Duration timeout) {
    return NonBlockingNotificationPublisher.builder(sink)
        .acceptance(AcceptancePolicy.confirmedWithAnyTimeout(timeout))
        .retry(RetryPolicy.defaults().withDelays(Duration.ofMillis(1), Duration.ofMillis(2)))
        .deadLetterHandler(deadLetters::add);
  }

  private static void join(Thread thread) {
    try {
      thread.join(Deadline.LONG.toMillis());
    } catch (InterruptedException e) {
      throw new AssertionError("Interrupted", e);
    }
    assertThat(thread.isAlive()).isFalse();
  }
}
