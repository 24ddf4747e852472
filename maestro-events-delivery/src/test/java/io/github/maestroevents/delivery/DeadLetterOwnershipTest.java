package io.github.maestroevents.delivery;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.internal.engine.Deadline;
import io.github.maestroevents.delivery.internal.engine.FakeBatchPublisher;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Who closes a dead-letter handler, and when. */
class DeadLetterOwnershipTest {

  /** Takes letters until it is closed, and says how often that was. */
  private static final class Box implements DeadLetterHandler {
    final List<DeadLetter> letters = new CopyOnWriteArrayList<>();
    volatile int closed; // by the delivery thread, read by the test

    @Override
    public void handle(DeadLetter deadLetter) {
      if (closed > 0) {
        throw new IllegalStateException("closed");
      }
      letters.add(deadLetter);
    }

    @Override
    public synchronized void close() {
      closed++;
    }
  }

  private final Box box = new Box();

  @Test
  void handler_ofTwoPublishers_isClosedByTheLast() {
    NonBlockingNotificationPublisher first = rejecting("first", box);
    NonBlockingNotificationPublisher second = rejecting("second", box);
    first.close();
    first.close();
    assertThat(box.closed).isZero();

    second.send(event("a", 1));
    second.close();
    assertThat(box.letters).hasSize(1);
    assertThat(box.closed).isEqualTo(1);
  }

  @Test
  void handler_ofAFanOut_isClosedOnce() {
    FanOutPublisher fanOut = FanOutPublisher.of(rejecting("a", box), rejecting("b", box));
    for (int i = 0; i < 100; i++) {
      fanOut.send(event("run", i));
    }
    fanOut.close();
    assertThat(box.letters).hasSize(200);
    assertThat(box.closed).isEqualTo(1);
  }

  @Test
  void handler_isClosedAgain_whenItWasUsedAgain() {
    rejecting("first", box).close();
    rejecting("second", box).close();
    assertThat(box.closed).isEqualTo(2);
  }

  @Test
  void handlersThatAreEqual_butNotTheSame_areClosedEach() {
    record Equal(Box box) implements DeadLetterHandler {
      @Override
      public void handle(DeadLetter deadLetter) {
        box.handle(deadLetter);
      }

      @Override
      public void close() {
        box.close();
      }
    }
    NonBlockingNotificationPublisher other = rejecting("other", new Equal(box));
    rejecting("first", new Equal(box)).close();
    assertThat(box.closed).isEqualTo(1);
    other.close();
    assertThat(box.closed).isEqualTo(2);
  }

  @Test
  void borrowedHandler_isNeverClosed_andTakesLetters() {
    NonBlockingNotificationPublisher publisher = rejecting("first", box.borrowed());
    publisher.send(event("a", 1));
    publisher.close();
    assertThat(box.letters).hasSize(1);
    assertThat(box.closed).isZero();
  }

  @Test
  void buildThatFails_givesItsUseBack_andClosesNothing() {
    NonBlockingNotificationPublisher publisher = rejecting("first", box);
    NonBlockingPublisherBuilder failing =
        NonBlockingNotificationPublisher.builder(unlimited()).deadLetterHandler(box);
    assertThatThrownBy(failing::build).hasMessage("no limits");
    assertThat(box.closed).isZero();
    publisher.close();
    assertThat(box.closed).isEqualTo(1);
  }

  @Test
  void buildThatFails_startsNoPublisherForDeadLetters_andClosesNone() {
    FakeBatchPublisher dlq = new FakeBatchPublisher();
    NonBlockingPublisherBuilder failing =
        NonBlockingNotificationPublisher.builder(unlimited()).deadLettersTo(dlq);
    assertThatThrownBy(failing::build).hasMessage("no limits");
    assertThat(dlq.closed).isZero();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("maestro-events-dead-letters");
  }

  @Test
  void publisherForDeadLetters_ofTwoPublishers_isClosedByTheLast() {
    FakeBatchPublisher dlq = new FakeBatchPublisher();
    NonBlockingNotificationPublisher first = rejectingTo("first", dlq);
    NonBlockingNotificationPublisher second = rejectingTo("second", dlq);
    first.close();
    assertThat(dlq.closed).isZero();
    second.send(event("a", 1));
    second.close();
    assertThat(dlq.batches).hasSize(1);
    assertThat(dlq.closed).isEqualTo(1);
  }

  @Test
  void nonBlockingPublisherForDeadLetters_isClosedByTheLast_howeverItWasSet() {
    FakeBatchPublisher dlq = new FakeBatchPublisher();
    NonBlockingNotificationPublisher wrapped = NonBlockingNotificationPublisher.wrap(dlq);
    NonBlockingNotificationPublisher first = rejectingTo("first", wrapped);
    NonBlockingNotificationPublisher second =
        rejecting("second", new PublishingDeadLetterHandler(wrapped));
    NonBlockingNotificationPublisher borrower =
        rejecting("third", new PublishingDeadLetterHandler(wrapped).borrowed());
    first.close();
    borrower.close();
    assertThat(dlq.closed).isZero();
    second.close();
    assertThat(dlq.closed).isEqualTo(1);
  }

  @Test
  void handler_ofAPublisherThatWasNeverClosed_isForgottenWithIt() {
    WeakReference<DeadLetterHandler> handler = buildAndForget();
    Deadline.await(
        "the handler is collected",
        () -> {
          System.gc();
          return handler.get() == null;
        });
  }

  /** Not started, since a thread that runs holds its handler for good reason. */
  private static WeakReference<DeadLetterHandler> buildAndForget() {
    DeadLetterHandler handler = new Box();
    NonBlockingNotificationPublisher unstarted =
        NonBlockingNotificationPublisher.builder(event -> {})
            .deadLetterHandler(handler)
            .assemble(new Startup());
    assertThat(unstarted.toString()).contains("Box");
    return new WeakReference<>(handler);
  }

  private static NonBlockingNotificationPublisher rejecting(
      String name, DeadLetterHandler handler) {
    return NonBlockingNotificationPublisher.builder(rejecting())
        .name(name)
        .deadLetterHandler(handler)
        .build();
  }

  private static NonBlockingNotificationPublisher rejectingTo(
      String name, MaestroNotificationPublisher deadLetters) {
    return NonBlockingNotificationPublisher.builder(rejecting())
        .name(name)
        .deadLettersTo(deadLetters)
        .build();
  }

  private static FakeBatchPublisher rejecting() {
    FakeBatchPublisher publisher = new FakeBatchPublisher();
    for (int i = 0; i < 200; i++) {
      publisher.thenAll(DeliveryOutcome.rejected(new IOException("no")));
    }
    return publisher;
  }

  /** A publisher that cannot be wrapped. */
  private static MaestroNotificationPublisher unlimited() {
    return new io.github.maestroevents.spi.BatchNotificationPublisher() {
      @Override
      public io.github.maestroevents.spi.BatchLimits limits() {
        throw new IllegalStateException("no limits");
      }

      @Override
      public java.util.concurrent.CompletionStage<io.github.maestroevents.spi.BatchResult>
          sendBatch(List<io.github.maestroevents.spi.EncodedEvent> batch) {
        throw new AssertionError();
      }

      @Override
      public void close() {}
    };
  }
}
