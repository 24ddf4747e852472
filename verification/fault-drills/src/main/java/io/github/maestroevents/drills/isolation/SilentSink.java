package io.github.maestroevents.drills.isolation;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.json.MaestroEventJson;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.EncodedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * A destination that takes everything at once, or is silent: it neither takes nor answers what
 * comes then. Remembers what it took. Any thread.
 */
final class SilentSink {

  private final Set<Integer> taken = ConcurrentHashMap.newKeySet();
  private final Duration completionTimeout;

  /** From the drill to the threads that call; open while the destination answers. */
  private volatile CountDownLatch silence = new CountDownLatch(0);

  SilentSink(Duration completionTimeout) {
    this.completionTimeout = completionTimeout;
  }

  void fallSilent() {
    silence = new CountDownLatch(1);
  }

  void speak() {
    silence.countDown();
  }

  boolean hasTaken(int number) {
    return taken.contains(number);
  }

  private boolean isSilent() {
    return silence.getCount() > 0;
  }

  private void take(MaestroEvent event) {
    taken.add((int) ((StepInstanceStatusChangeEvent) event).stepInstanceId());
  }

  /** A call that returns when the silence is over or it is interrupted. */
  MaestroNotificationPublisher plain() {
    return event -> {
      try {
        silence.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
      take(event);
    };
  }

  /** Batches that have no answer, ever. */
  BatchNotificationPublisher batches() {
    return new BatchNotificationPublisher() {
      @Override
      public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
        if (isSilent()) {
          return new CompletableFuture<>();
        }
        batch.forEach(event -> take(requireNonNull(MaestroEventJson.read(event.payload()))));
        return CompletableFuture.completedFuture(BatchResult.allDelivered(batch.size()));
      }

      @Override
      public BatchLimits limits() {
        return BatchLimits.ofEvents(500);
      }

      @Override
      public Duration completionTimeout() {
        return completionTimeout;
      }
    };
  }
}
