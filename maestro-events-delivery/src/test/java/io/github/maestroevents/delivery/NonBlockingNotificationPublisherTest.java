package io.github.maestroevents.delivery;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.internal.engine.Deadline;
import io.github.maestroevents.delivery.internal.engine.FakeBatchPublisher;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.policy.BatchPolicy;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The publisher as a host sees it, with its real thread. */
class NonBlockingNotificationPublisherTest {

  private static final Duration LONG = Deadline.LONG;

  private final FakeBatchPublisher sink = new FakeBatchPublisher();
  private final List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();
  private NonBlockingNotificationPublisher publisher =
      NonBlockingNotificationPublisher.builder(sink).deadLetterHandler(deadLetters::add).build();

  @AfterEach
  void statsAddUp() {
    publisher.close();
    assertThat(publisher.stats().balanced()).as("%s", publisher.stats()).isTrue();
    assertThat(publisher.stats().undelivered()).isZero();
  }

  @Test
  void event_isDelivered_withoutAnyFurtherCall() {
    publisher.send(event("a", 1));
    Deadline.await("delivered", () -> publisher.stats().delivered() == 1);
  }

  @Test
  void flush_returnsTrue_whenAllIsDelivered() {
    for (int i = 0; i < 1000; i++) {
      publisher.send(event("k" + i % 7, i));
    }
    assertThat(publisher.flush(LONG).allDelivered()).isTrue();
    assertThat(publisher.stats().delivered()).isEqualTo(1000);
  }

  @Test
  void flush_returnsFalse_whenTheTimeIsOver() {
    sink.hold();
    remake(builder -> builder.closeTimeout(Duration.ZERO));
    publisher.send(event("a", 1));
    assertThat(publisher.flush(Duration.ofMillis(50)).allDelivered()).isFalse();
    assertThat(publisher.stats().undelivered()).isEqualTo(1);
  }

  @Test
  void fullBatch_goesAtOnce_howeverLongTheLinger() {
    remake(
        builder ->
            builder.batch(
                BatchPolicy.defaults().withMaxEvents(100).withLinger(Duration.ofMinutes(1))));
    for (int i = 0; i < 100; i++) {
      publisher.send(event("a", i));
    }
    Deadline.await("delivered", () -> publisher.stats().delivered() == 100);
  }

  @Test
  void flush_keepsTheInterrupt() {
    sink.hold();
    remake(builder -> builder.closeTimeout(Duration.ZERO));
    publisher.send(event("a", 1));
    Thread.currentThread().interrupt();
    assertThat(publisher.flush(LONG).allDelivered()).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void flush_returnsTrue_afterClose() {
    publisher.send(event("a", 1));
    publisher.close();
    assertThat(publisher.flush(LONG).allDelivered()).isTrue();
  }

  @Test
  void send_isRefused_afterClose() {
    publisher.close();
    assertThatThrownBy(() -> publisher.send(event("a", 1)))
        .isInstanceOf(PublisherClosedException.class)
        .hasMessageContaining("'fakebatch'");
    assertThat(publisher.stats().rejected()).isEqualTo(1);
    assertThat(publisher.stats().offered()).isEqualTo(1);
  }

  @Test
  void send_throwsNullPointerException_whenTheEventIsNull_andCountsNothing() {
    assertThatThrownBy(() -> publisher.send(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("event");
    assertThat(publisher.stats().offered()).isZero();
  }

  @Test
  void close_deliversWhatIsQueued_thenClosesThePublisherOnce() {
    for (int i = 0; i < 100; i++) {
      publisher.send(event("a", i));
    }
    publisher.close();
    publisher.close();
    assertThat(publisher.stats().delivered()).isEqualTo(100);
    assertThat(sink.closed).isEqualTo(1);
  }

  @Test
  void close_returns_andDeadLettersTheRest_whenTheSinkHangs() {
    sink.hold();
    remake(builder -> builder.closeTimeout(Duration.ofMillis(50)));
    publisher.send(event("a", 1));
    publisher.close();
    assertThat(deadLetters).hasSize(1);
    assertThat(deadLetters.get(0).reason()).isEqualTo(DeadLetter.Reason.CLOSED);
  }

  @Test
  void close_endsTheDrain_whenTheCallerIsInterrupted() {
    sink.hold();
    remake(builder -> builder.closeTimeout(Duration.ofHours(1)));
    publisher.send(event("a", 1));
    Thread.currentThread().interrupt();
    publisher.close();
    assertThat(Thread.interrupted()).isTrue();
    Deadline.await("dead-lettered", () -> deadLetters.size() == 1);
  }

  @Test
  void close_doesNotWaitForItself_whenCalledFromACallback() {
    CountDownLatch closed = new CountDownLatch(1);
    AtomicReference<NonBlockingNotificationPublisher> self = new AtomicReference<>();
    sink.thenAll(DeliveryOutcome.rejected(new IOException("no")));
    remake(
        builder ->
            builder.deadLetterHandler(
                letter -> {
                  self.get().flush(LONG);
                  self.get().close();
                  closed.countDown();
                }));
    self.set(publisher);
    publisher.send(event("a", 1));
    Deadline.await(closed);
  }

  @Test
  void deliveryThread_isADaemon_namedAfterTheDestination_andEndsWithClose() {
    Thread thread = threadNamed("maestro-events-fakebatch");
    assertThat(thread.isDaemon()).isTrue();
    publisher.close();
    Deadline.await("thread ended", () -> !thread.isAlive());
  }

  @Test
  void interruptOfTheDeliveryThread_harmsNothing() {
    threadNamed("maestro-events-fakebatch").interrupt();
    publisher.send(event("a", 1));
    assertThat(publisher.flush(LONG).allDelivered()).isTrue();
  }

  /** The race between the offer of a sender and the last look of the delivery thread. */
  @Test
  void everyEvent_isAccountedFor_whenSendsRaceClose() throws InterruptedException {
    for (int round = 0; round < 100; round++) {
      remake(builder -> builder.queue(QueuePolicy.defaults().withCapacity(1 << 10)));
      NonBlockingNotificationPublisher racing = publisher;
      AtomicBoolean refused = new AtomicBoolean();
      List<Thread> senders = new ArrayList<>();
      long[] accepted = new long[3];
      CountDownLatch started = new CountDownLatch(3);
      for (int t = 0; t < 3; t++) {
        int sender = t;
        Thread thread =
            new Thread(
                () -> {
                  started.countDown();
                  try {
                    while (true) {
                      racing.send(event("k" + sender, 1));
                      accepted[sender]++;
                    }
                  } catch (PublisherClosedException end) {
                    refused.set(true);
                  }
                });
        senders.add(thread);
        thread.start();
      }
      Deadline.await(started);
      racing.close();
      for (Thread sender : senders) {
        sender.join();
      }
      DeliveryStats stats = racing.stats();
      assertThat(refused).isTrue();
      assertThat(stats.accepted() + stats.dropped())
          .isEqualTo(accepted[0] + accepted[1] + accepted[2]);
      assertThat(stats.balanced()).as("%s", stats).isTrue();
      assertThat(stats.undelivered()).as("%s", stats).isZero();
      assertThat(deadLetters).hasSize((int) stats.deadLettered());
      deadLetters.clear();
      sink.batches.clear();
    }
  }

  private void remake(java.util.function.UnaryOperator<NonBlockingPublisherBuilder> change) {
    publisher.close();
    publisher =
        change
            .apply(
                NonBlockingNotificationPublisher.builder(sink).deadLetterHandler(deadLetters::add))
            .build();
  }

  private static Thread threadNamed(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
