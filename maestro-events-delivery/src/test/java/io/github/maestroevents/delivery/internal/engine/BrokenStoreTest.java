package io.github.maestroevents.delivery.internal.engine;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import io.github.maestroevents.delivery.internal.thread.LogCapture;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy.WhenFull;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A store that throws Errors from everywhere costs what it should have kept, and nothing else. */
@Timeout(60)
class BrokenStoreTest {

  private final BrokenStore store = new BrokenStore();
  private final FakeBatchPublisher sink = new FakeBatchPublisher();
  private final List<Object> deadLetters = new CopyOnWriteArrayList<>();
  private LogCapture log;

  @BeforeEach
  void capture() {
    log = LogCapture.of(NonBlockingNotificationPublisher.class);
  }

  @AfterEach
  void release() {
    log.close();
  }

  private NonBlockingPublisherBuilder builder() {
    return NonBlockingNotificationPublisher.builder(sink)
        .deadLetterHandler(deadLetters::add)
        .journal(store, JournalPolicy.defaults().withWhenFull(WhenFull.DROP_OLDEST));
  }

  private void assertEndsInOrder(NonBlockingNotificationPublisher publisher) {
    publisher.close(Duration.ZERO);
    assertThat(store.closed).isEqualTo(1);
    assertThat(log.lines()).anyMatch(line -> line.contains("Closing the journal"));
    assertThat(log.lines()).noneMatch(line -> line.contains("left behind"));
    assertThat(publisher.stats().balanced()).isTrue();
    assertThat(publisher.stats().undelivered()).isZero();
  }

  @Test
  void sendersAreTold_andTheStoreIsClosed_underJournaled() {
    NonBlockingNotificationPublisher publisher =
        builder().acceptance(AcceptancePolicy.journaled(Duration.ofHours(1))).build();
    store.breaks();
    assertThatThrownBy(() -> publisher.send(event("a", 1)))
        .isInstanceOf(RetryableDeliveryException.class)
        .hasCauseInstanceOf(LinkageError.class);
    assertEndsInOrder(publisher);
    assertThat(publisher.stats().rejected()).isEqualTo(1);
  }

  @Test
  void eventsAreDelivered_asMemoryAllows_underSpill() {
    NonBlockingNotificationPublisher publisher = builder().build();
    store.breaks();
    publisher.send(event("a", 1));
    assertThat(publisher.flush(Deadline.LONG).allDelivered()).isTrue();
    assertEndsInOrder(publisher);
  }

  @Test
  void whatCannotSpill_isGivenUp_andTheStoreIsClosed_whenThePublisherCloses() {
    sink.thenAll(DeliveryOutcome.retryLater(new IOException("down")));
    NonBlockingNotificationPublisher publisher =
        builder()
            .circuitBreaker(
                CircuitBreakerPolicy.defaults().withWindow(1, 1).withOpenFor(Duration.ofHours(1)))
            .build();
    store.breaks();
    publisher.send(event("a", 1));
    Deadline.await("the circuit", () -> log.lines().stream().anyMatch(l -> l.contains("opened")));
    publisher.send(event("a", 2));
    assertEndsInOrder(publisher);
    assertThat(deadLetters).hasSize(2);
  }
}
