package io.github.maestroevents.cli;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.ReplayPublisherFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Makes a publisher that remembers what it got; public, as a user's factory is. */
public final class RecordingReplay implements ReplayPublisherFactory {

  static final List<List<EncodedEvent>> BATCHES = new ArrayList<>();
  static final Set<String> REJECTED_KEYS = new java.util.HashSet<>();
  static int batchesUntilDown = Integer.MAX_VALUE;
  static Map<String, String> settings = Map.of();
  static boolean closed;

  /** What happens when a batch has come. */
  static Runnable onBatch = () -> {};

  static void reset() {
    BATCHES.clear();
    REJECTED_KEYS.clear();
    batchesUntilDown = Integer.MAX_VALUE;
    closed = false;
    onBatch = () -> {};
  }

  /** Of all that came, in order. */
  static List<String> ids() {
    return BATCHES.stream().flatMap(List::stream).map(event -> event.id().value()).toList();
  }

  @Override
  public MaestroNotificationPublisher create(Map<String, String> given) {
    settings = given;
    return new Publisher();
  }

  private static final class Publisher implements BatchNotificationPublisher {

    @Override
    public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
      if (batchesUntilDown-- <= 0) {
        return CompletableFuture.failedStage(new IllegalStateException("down on purpose"));
      }
      BATCHES.add(List.copyOf(batch));
      onBatch.run();
      return CompletableFuture.completedFuture(
          new BatchResult(batch.stream().map(Publisher::outcome).toList()));
    }

    private static DeliveryOutcome outcome(EncodedEvent event) {
      return REJECTED_KEYS.contains(event.orderingKey())
          ? new DeliveryOutcome.Rejected(new IllegalArgumentException("refused on purpose"))
          : DeliveryOutcome.delivered();
    }

    @Override
    public BatchLimits limits() {
      return BatchLimits.ofEvents(10);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
