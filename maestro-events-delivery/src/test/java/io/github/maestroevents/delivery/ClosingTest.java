package io.github.maestroevents.delivery;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static io.github.maestroevents.spi.DeliveryOutcome.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.internal.engine.Deadline;
import io.github.maestroevents.delivery.internal.engine.FakeBatchPublisher;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The end of a publisher, whoever asks for it and however. */
class ClosingTest {

  private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

  private final FakeBatchPublisher sink = new FakeBatchPublisher();
  private final List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();

  @Test
  void closeAsync_returnsAtOnce_andCompletesWithTheFinalStatistics() {
    sink.hold();
    DeliveringPublisher publisher = builder().closeTimeout(Duration.ofHours(1)).build();
    publisher.send(event("a", 1));
    Deadline.await("in flight", () -> publisher.stats().inFlight() == 1);

    CompletableFuture<DeliveryStats> end = publisher.closeAsync().toCompletableFuture();
    assertThat(end).isNotDone();
    sink.open.remove().complete(BatchResult.allDelivered(1));
    DeliveryStats last = end.orTimeout(30, TimeUnit.SECONDS).join();
    assertThat(last.delivered()).isEqualTo(1);
    assertThat(sink.closed).isEqualTo(1);
  }

  @Test
  void closeAsync_ofAFanOut_completesWhenAllHaveEnded() {
    FakeBatchPublisher other = new FakeBatchPublisher();
    DeliveringPublisher publisher =
        FanOutPublisher.of(builder().name("one").build(), builder(other).name("two").build());
    publisher.send(event("a", 1));
    DeliveryStats last =
        publisher.closeAsync().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    assertThat(last.delivered()).isEqualTo(2);
    assertThat(sink.closed + other.closed).isEqualTo(2);
  }

  @Test
  void close_endsWithTheSoonerOfTwoDeadlines() {
    sink.hold();
    DeliveringPublisher publisher = builder().closeTimeout(Duration.ofHours(1)).build();
    publisher.send(event("a", 1));
    CompletableFuture<DeliveryStats> end = publisher.closeAsync().toCompletableFuture();
    publisher.close(Duration.ofMillis(20));
    assertThat(end).isDone();
    assertThat(deadLetters).hasSize(1);
  }

  @Test
  void close_endsWithTheSoonerOfTwoDeadlines_alsoWhenTheLaterIsNamedLast() {
    sink.hold();
    DeliveringPublisher publisher = builder().closeTimeout(Duration.ofMillis(20)).build();
    publisher.send(event("a", 1));
    publisher.closeAsync();
    publisher.close(FOREVER);
    assertThat(deadLetters).hasSize(1);
  }

  /** A deadline that overflowed would be over before it began, or never. */
  @Test
  void close_waitsForTheDestination_withTheLongestTimeouts() {
    for (Duration timeout : List.of(FOREVER, Duration.ofNanos(Long.MAX_VALUE))) {
      FakeBatchPublisher slow = new FakeBatchPublisher().hold();
      DeliveringPublisher publisher = builder(slow).build();
      publisher.send(event("a", 1));
      Deadline.await("in flight", () -> publisher.stats().inFlight() == 1);
      Thread closing = new Thread(() -> publisher.close(timeout));
      closing.start();
      Deadline.await("closing", () -> closing.getState() == Thread.State.TIMED_WAITING);
      assertThat(deadLetters).isEmpty();
      slow.open.remove().complete(BatchResult.allDelivered(1));
      Deadline.await("closed", () -> !closing.isAlive());
      assertThat(slow.closed).isEqualTo(1);
      assertThat(publisher.stats().delivered()).isEqualTo(1);
    }
  }

  @Test
  void close_takesANegativeTimeoutForNone() {
    sink.hold();
    DeliveringPublisher publisher = builder().build();
    publisher.send(event("a", 1));
    publisher.close(Duration.ofSeconds(Long.MIN_VALUE));
    assertThat(deadLetters).hasSize(1);
  }

  /** Each dead-letter handler closes all: each would wait for the thread of the other. */
  @Test
  void closeFromBothDeadLetterHandlersOfAFanOut_doesNotDeadlock() {
    CompletableFuture<DeliveringPublisher> all = new CompletableFuture<>();
    CountDownLatch both = new CountDownLatch(2);
    CountDownLatch closed = new CountDownLatch(2);
    FakeBatchPublisher other = new FakeBatchPublisher();
    for (FakeBatchPublisher each : List.of(sink, other)) {
      each.thenAll(rejected(new IOException("no")));
    }
    DeliveringPublisher publisher =
        FanOutPublisher.of(
            List.of(sink, other).stream()
                .map(
                    each ->
                        NonBlockingNotificationPublisher.builder(each)
                            .name(each == sink ? "one" : "two")
                            .closeTimeout(Duration.ofHours(1))
                            .deadLetterHandler(
                                letter -> {
                                  both.countDown();
                                  Deadline.await(both);
                                  all.join().close();
                                  closed.countDown();
                                })
                            .build())
                .toArray(NonBlockingNotificationPublisher[]::new));
    all.complete(publisher);
    publisher.send(event("a", 1));
    Deadline.await(closed);
    publisher.close();
    assertThat(sink.closed + other.closed).isEqualTo(2);
  }

  @Test
  void closeOfADeadLetterPublisher_isWaitedFor_atTheEndOfItsOwner() {
    FakeBatchPublisher letters = new FakeBatchPublisher();
    sink.thenAll(rejected(new IOException("no")));
    DeliveringPublisher publisher =
        NonBlockingNotificationPublisher.builder(sink).deadLettersTo(letters).build();
    publisher.send(event("a", 1));
    publisher.close();
    assertThat(letters.batches).hasSize(1);
    assertThat(letters.closed).isEqualTo(1);
  }

  @Test
  void eventAcceptedInTheLastMoment_isAccountedFor_whenThePublisherHangsInItsClose()
      throws InterruptedException {
    for (int round = 0; round < 50; round++) {
      HangingClose hanging = new HangingClose();
      DeliveringPublisher publisher =
          NonBlockingNotificationPublisher.builder(hanging)
              .deadLetterHandler(letter -> {})
              .closeTimeout(Duration.ZERO)
              .build();
      List<CompletableFuture<DeliveryOutcome>> outcomes = new CopyOnWriteArrayList<>();
      CountDownLatch started = new CountDownLatch(1);
      Thread sender =
          new Thread(
              () -> {
                try {
                  while (true) {
                    outcomes.add(publisher.submit(event("a", 1)).toCompletableFuture());
                    started.countDown();
                  }
                } catch (PublisherClosedException end) {
                  return;
                }
              });
      sender.start();
      Deadline.await(started);
      publisher.closeAsync();
      sender.join();
      Deadline.await("told", () -> outcomes.stream().allMatch(CompletableFuture::isDone));
      hanging.release.countDown();
    }
  }

  @Test
  void closedPublishers_leaveNoThread() {
    DeliveringPublisher publisher = builder().name("leavesnothing").build();
    publisher.close(FOREVER);
    Deadline.await(
        "no thread",
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().contains("leavesnothing")));
  }

  private NonBlockingPublisherBuilder builder() {
    return builder(sink);
  }

  private NonBlockingPublisherBuilder builder(FakeBatchPublisher publisher) {
    return NonBlockingNotificationPublisher.builder(publisher).deadLetterHandler(deadLetters::add);
  }

  /** Delivers at once, and does not come back from its close before it is released. */
  private static final class HangingClose implements BatchNotificationPublisher {

    final CountDownLatch release = new CountDownLatch(1);

    @Override
    public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
      return CompletableFuture.completedFuture(BatchResult.allDelivered(batch.size()));
    }

    @Override
    public BatchLimits limits() {
      return BatchLimits.ofEvents(10);
    }

    @Override
    public void close() {
      Deadline.await(release);
    }
  }
}
