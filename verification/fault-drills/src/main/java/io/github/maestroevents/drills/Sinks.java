package io.github.maestroevents.drills;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.EncodedEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** Destinations in good and in bad health. */
final class Sinks {

  /** A sink and what to call it in a table. */
  record Sink(String name, MaestroNotificationPublisher publisher) {}

  private Sinks() {}

  static Sink healthy() {
    return new Sink(
        "healthy",
        batch(
            events -> CompletableFuture.completedFuture(BatchResult.allDelivered(events.size()))));
  }

  static Sink batchThatNeverAnswers() {
    return new Sink("batch that never answers", batch(events -> new CompletableFuture<>()));
  }

  static Sink callThatNeverReturns() {
    CountDownLatch never = new CountDownLatch(1);
    return new Sink("call that never returns", event -> awaitDeafly(never));
  }

  /** Deaf to interrupts, as a read from a dead socket is. */
  private static void awaitDeafly(CountDownLatch latch) {
    boolean interrupted = true;
    while (interrupted) {
      try {
        latch.await();
        interrupted = false;
      } catch (InterruptedException goesOn) {
        interrupted = true;
      }
    }
  }

  private static BatchNotificationPublisher batch(
      Function<List<EncodedEvent>, CompletionStage<BatchResult>> answer) {
    return new BatchNotificationPublisher() {
      @Override
      public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> events) {
        return answer.apply(events);
      }

      @Override
      public BatchLimits limits() {
        return BatchLimits.ofEvents(500);
      }
    };
  }
}
