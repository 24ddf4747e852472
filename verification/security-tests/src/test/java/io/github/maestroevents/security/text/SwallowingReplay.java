package io.github.maestroevents.security.text;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.ReplayPublisherFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A destination of the command line that takes everything, and keeps nothing of it. */
public final class SwallowingReplay implements ReplayPublisherFactory {

  @Override
  public MaestroNotificationPublisher create(Map<String, String> settings) {
    return new Swallowing();
  }

  /** In batches, as a topic would. */
  private static final class Swallowing implements BatchNotificationPublisher {

    private static final int MAX_BYTES = 8 << 20;

    @Override
    public BatchLimits limits() {
      return new BatchLimits(100, MAX_BYTES, MAX_BYTES);
    }

    @Override
    public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
      return CompletableFuture.completedFuture(BatchResult.allDelivered(batch.size()));
    }
  }
}
