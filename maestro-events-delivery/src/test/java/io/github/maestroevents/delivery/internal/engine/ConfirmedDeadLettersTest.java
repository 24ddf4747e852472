package io.github.maestroevents.delivery.internal.engine;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static io.github.maestroevents.spi.DeliveryOutcome.rejected;
import static io.github.maestroevents.spi.DeliveryOutcome.retryLater;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.delivery.FanOutPublisher;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** CONFIRMED, where the host would forget what it is told never to send again. */
class ConfirmedDeadLettersTest {

  private final FakeBatchPublisher sink = new FakeBatchPublisher();
  private final List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();

  @Test
  void send_returns_whenTheHandlerHasWhatTheDestinationRejects() {
    IOException poison = new IOException("poison");
    sink.thenAll(rejected(poison));
    try (NonBlockingNotificationPublisher publisher = publisher("one", sink, 100_000)) {
      publisher.send(event("a", 1));

      assertThat(deadLetters).hasSize(1);
      DeadLetter letter = deadLetters.get(0);
      assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.REJECTED);
      assertThat(letter.cause()).isSameAs(poison);
      assertThat(letter.attempts()).isEqualTo(1);
      assertThat(letter.attributes()).containsKey("specversion");
      publisher.close();
      assertThat(publisher.stats().deadLettered()).isEqualTo(1);
      assertThat(publisher.stats().balanced()).as("%s", publisher.stats()).isTrue();
    }
  }

  @Test
  void send_returns_whenTheEventIsTooLarge() {
    try (NonBlockingNotificationPublisher publisher = publisher("one", sink, 1024)) {
      publisher.send(event("a".repeat(2_000), 1));

      assertThat(deadLetters)
          .extracting(DeadLetter::reason)
          .containsExactly(DeadLetter.Reason.TOO_LARGE);
    }
  }

  @Test
  void send_throws_andNothingIsADeadLetter_whenTheDestinationMayTakeTheEventLater() {
    sink.thenAll(retryLater(new IOException("down")));
    try (NonBlockingNotificationPublisher publisher = publisher("one", sink, 100_000)) {
      assertThatThrownBy(() -> publisher.send(event("a", 1)))
          .isInstanceOf(RetryableDeliveryException.class);
    }
    assertThat(deadLetters).isEmpty();
  }

  @Test
  void waitingSender_getsItsEventBack_whenThePublisherCloses() throws InterruptedException {
    sink.hold();
    NonBlockingNotificationPublisher publisher = publisher("one", sink, 100_000);
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
    sender.join(Deadline.LONG.toMillis());
    assertThat(thrown.get()).isInstanceOf(PublisherClosedException.class);
    assertThat(deadLetters).isEmpty();
  }

  /** Sent again, it goes to the one that lacks it, and is no second dead letter of the other. */
  @Test
  void event_isOneDeadLetter_whenOneOfTwoDestinationsRejectsItAndTheOtherMayTakeItLater() {
    FakeBatchPublisher other = new FakeBatchPublisher();
    sink.thenAll(rejected(new IOException("poison")));
    other.thenAll(retryLater(new IOException("down")));
    try (FanOutPublisher publisher =
        FanOutPublisher.of(publisher("one", sink, 100_000), publisher("two", other, 100_000))) {
      assertThatThrownBy(() -> publisher.send(event("a", 1)))
          .isInstanceOf(RetryableDeliveryException.class);
      publisher.send(event("a", 1));

      assertThat(deadLetters).extracting(DeadLetter::destination).containsExactly("one");
      assertThat(sink.batches).hasSize(1);
      assertThat(other.batches).hasSize(2);
    }
  }

  @Test
  void handlerOfAPublisher_isHandedOut_andClosesNothing() {
    try (NonBlockingNotificationPublisher publisher = publisher("one", sink, 100_000)) {
      publisher.deadLetterHandler().close();
      sink.thenAll(rejected(new IOException("poison")));
      publisher.send(event("a", 1));
      publisher.deadLetterHandler().handle(deadLetters.get(0));
    }
    assertThat(deadLetters).hasSize(2);
  }

  /** A full disk, say: then the sender alone has the event. */
  @Test
  void send_throws_whenTheHandlerDoesNotTakeWhatTheDestinationRejects() {
    sink.thenAll(rejected(new IOException("poison")));
    IllegalStateException full = new IllegalStateException("disk full");
    try (NonBlockingNotificationPublisher publisher =
        publisher(
            "one",
            sink,
            100_000,
            letter -> {
              throw full;
            })) {
      assertThatThrownBy(() -> publisher.send(event("a", 1)))
          .isInstanceOf(RetryableDeliveryException.class)
          .hasCause(full);
      publisher.close();
      assertThat(publisher.stats().deadLettered()).isZero();
      assertThat(publisher.stats().rejected()).isEqualTo(1);
      assertThat(publisher.stats().balanced()).as("%s", publisher.stats()).isTrue();
    }
  }

  private NonBlockingNotificationPublisher publisher(
      String name, FakeBatchPublisher to, int maxEventBytes) {
    return publisher(name, to, maxEventBytes, deadLetters::add);
  }

  private static NonBlockingNotificationPublisher publisher(
      String name, FakeBatchPublisher to, int maxEventBytes, DeadLetterHandler handler) {
    return NonBlockingNotificationPublisher.builder(to)
        .name(name)
        .acceptance(AcceptancePolicy.confirmedWithAnyTimeout(Deadline.LONG))
        .maxEventBytes(maxEventBytes)
        .retry(RetryPolicy.never())
        .deadLetterHandler(handler)
        .deadLettersRejected(true)
        .build();
  }
}
