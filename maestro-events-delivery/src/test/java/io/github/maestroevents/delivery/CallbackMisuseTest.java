package io.github.maestroevents.delivery;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static io.github.maestroevents.spi.DeliveryOutcome.rejected;
import static io.github.maestroevents.spi.DeliveryOutcome.retryLater;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.internal.engine.Deadline;
import io.github.maestroevents.delivery.internal.engine.FakeBatchPublisher;
import io.github.maestroevents.delivery.internal.engine.FakeJournal;
import io.github.maestroevents.delivery.monitor.FlushResult;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.spi.BatchResult;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every callback of a host may close and flush the publisher it belongs to. */
class CallbackMisuseTest {

  /** What a callback does: flush, close, and tell what flush said. Each once. */
  private static final class Misuse implements Runnable {

    final CompletableFuture<DeliveringPublisher> publisher = new CompletableFuture<>();
    final CompletableFuture<FlushResult> flushed = new CompletableFuture<>();

    @Override
    public void run() {
      DeliveringPublisher closed = publisher.getNow(null);
      if (closed == null) {
        return; // a transformer is tried before there is one
      }
      FlushResult result = closed.flush(Duration.ofHours(1));
      closed.close(Duration.ofHours(1));
      flushed.complete(result);
    }
  }

  private record Callback(
      String name, BiFunction<FakeBatchPublisher, Runnable, NonBlockingPublisherBuilder> builder) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Callback> callbacks() {
    return Stream.of(
        new Callback(
            "filter",
            (sink, misuse) ->
                builder(sink)
                    .filter(
                        event -> {
                          misuse.run();
                          return true;
                        })),
        new Callback(
            "filter on the journal thread",
            (sink, misuse) ->
                builder(sink)
                    .acceptance(AcceptancePolicy.journaled())
                    .journal(new FakeJournal())
                    .filter(
                        event -> {
                          misuse.run();
                          return true;
                        })),
        new Callback(
            "transformer",
            (sink, misuse) ->
                builder(sink)
                    .transformer(
                        (event, attributes) -> {
                          misuse.run();
                          return attributes;
                        })),
        new Callback(
            "ordering key",
            (sink, misuse) ->
                builder(sink)
                    .orderingKey(
                        event -> {
                          misuse.run();
                          return "key";
                        })),
        new Callback(
            "dead-letter handler",
            (sink, misuse) -> {
              sink.thenAll(rejected(new IOException("no")));
              return builder(sink).deadLetterHandler(letter -> misuse.run());
            }),
        new Callback(
            "circuit listener",
            (sink, misuse) -> {
              sink.thenAll(retryLater(new IOException("no")));
              return builder(sink)
                  .circuitBreaker(CircuitBreakerPolicy.defaults().withWindow(1, 1))
                  .circuitListener((from, to) -> misuse.run());
            }),
        new Callback(
            "sink",
            (sink, misuse) -> {
              sink.then(
                  batch -> {
                    misuse.run();
                    return CompletableFuture.completedFuture(
                        BatchResult.allDelivered(batch.size()));
                  });
              return builder(sink);
            }),
        new Callback(
            "worker",
            (sink, misuse) -> NonBlockingNotificationPublisher.builder(event -> misuse.run())));
  }

  private static NonBlockingPublisherBuilder builder(FakeBatchPublisher sink) {
    return NonBlockingNotificationPublisher.builder(sink)
        .queue(QueuePolicy.defaults().withCapacity(64));
  }

  @ParameterizedTest
  @MethodSource("callbacks")
  void flushAndClose_doNotWait_inACallback_andTheEndComesByItself(Callback callback) {
    Misuse misuse = new Misuse();
    NonBlockingPublisherBuilder builder = callback.builder.apply(new FakeBatchPublisher(), misuse);
    if (callback.name.contains("journal")) {
      builder.queue(QueuePolicy.defaults());
    }
    NonBlockingNotificationPublisher publisher = builder.name("misused").build();
    misuse.publisher.complete(publisher);
    CompletableFuture<?> sent = CompletableFuture.runAsync(() -> publisher.send(event("a", 1)));
    Deadline.await("the callback has come back", misuse.flushed::isDone);
    assertThat(misuse.flushed.join()).isEqualTo(FlushResult.TIMED_OUT);
    Deadline.await("the sender is back", sent::isDone);
    Deadline.await("the end", () -> publisher.closeAsync().toCompletableFuture().isDone());
    assertThat(publisher.stats().balanced()).isTrue();
    assertThat(publisher.stats().undelivered()).isZero();
  }
}
