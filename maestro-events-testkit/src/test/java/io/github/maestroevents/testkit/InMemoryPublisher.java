package io.github.maestroevents.testkit;

import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A correct adapter with a list for a destination, as short as one can be: the proof that the rules
 * can be kept. {@link Fault} breaks one rule at a time by overriding one step.
 */
class InMemoryPublisher implements BatchNotificationPublisher {

  /** An event of this type is refused for good. */
  static final String REFUSED_TYPE = "REFUSED_BY_THE_DESTINATION";

  /** An event of this type is not taken for now. */
  static final String RETRIED_TYPE = "NOT_TAKEN_FOR_NOW";

  static final Duration COMPLETION_TIMEOUT = Duration.ofSeconds(1);

  final List<ReceivedEvent> destination = new CopyOnWriteArrayList<>();

  // One thread, so batches are delivered in the order in which they were handed over.
  private final ExecutorService network = Executors.newSingleThreadExecutor();

  @Override
  public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
    CompletableFuture<BatchResult> stage = new CompletableFuture<>();
    try {
      network.execute(() -> stage.complete(arrive(batch)));
    } catch (RejectedExecutionException e) {
      stage.complete(afterClose(batch));
    }
    return stage;
  }

  @Override
  public BatchLimits limits() {
    return new BatchLimits(50, 1 << 20, 1 << 18);
  }

  @Override
  public Duration completionTimeout() {
    return COMPLETION_TIMEOUT;
  }

  @Override
  public void close() {
    network.shutdown(); // what is in flight still arrives
    try {
      if (!network.awaitTermination(COMPLETION_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        network.shutdownNow();
      }
    } catch (InterruptedException e) {
      network.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  BatchResult arrive(List<EncodedEvent> batch) {
    List<DeliveryOutcome> outcomes = new ArrayList<>();
    Map<String, DeliveryOutcome> failedKeys = new HashMap<>();
    for (EncodedEvent event : batch) {
      DeliveryOutcome earlier = failedKeys.get(event.orderingKey());
      DeliveryOutcome outcome = earlier == null ? arrive(event) : earlier;
      if (outcome instanceof DeliveryOutcome.RetryLater) {
        failedKeys.put(event.orderingKey(), outcome);
      }
      outcomes.add(outcome);
    }
    return new BatchResult(outcomes);
  }

  DeliveryOutcome arrive(EncodedEvent event) {
    if (event.type().equals(REFUSED_TYPE)) {
      return DeliveryOutcome.rejected(new IllegalArgumentException("refused: " + event));
    }
    if (event.type().equals(RETRIED_TYPE)) {
      return DeliveryOutcome.retryLater(new IllegalStateException("not now: " + event));
    }
    destination.add(received(event));
    return DeliveryOutcome.delivered();
  }

  ReceivedEvent received(EncodedEvent event) {
    return ReceivedEvent.of(event.payload()).withEventId(event.id().value());
  }

  BatchResult afterClose(List<EncodedEvent> batch) {
    return BatchResult.all(
        batch.size(),
        DeliveryOutcome.retryLater(new PublisherClosedException("The list is closed")));
  }
}
