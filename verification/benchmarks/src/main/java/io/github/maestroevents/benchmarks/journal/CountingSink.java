package io.github.maestroevents.benchmarks.journal;

import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.EncodedEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A destination that takes everything at once and does nothing with it. */
final class CountingSink implements BatchNotificationPublisher {

  private static final BatchLimits LIMITS = BatchLimits.ofEvents(500);

  private final Semaphore delivered = new Semaphore(0);

  @Override
  public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
    delivered.release(batch.size());
    return CompletableFuture.completedFuture(BatchResult.allDelivered(batch.size()));
  }

  @Override
  public BatchLimits limits() {
    return LIMITS;
  }

  /** Waits for so many events beyond those that were waited for before. */
  void await(int events) {
    try {
      if (!delivered.tryAcquire(events, 5, TimeUnit.MINUTES)) {
        throw new IllegalStateException(
            "Of " + events + " events " + delivered.availablePermits() + " were delivered");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while events were delivered", e);
    }
  }
}
