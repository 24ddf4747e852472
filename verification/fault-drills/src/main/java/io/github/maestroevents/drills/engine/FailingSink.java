package io.github.maestroevents.drills.engine;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.json.MaestroEventJson;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes everything while it is up; while it is down, fails in every way in turn: busy, busy with a
 * wish, a stage that fails, one that never completes, an exception. Called on the delivery thread.
 */
final class FailingSink implements BatchNotificationPublisher {

  /** From the driving thread to the delivery thread. */
  private volatile boolean down;

  private final Map<String, Integer> lastOfKey = new HashMap<>();
  private int failures;

  /** From the delivery thread to the driving thread. */
  private final AtomicLong stored = new AtomicLong();

  private final AtomicLong overtaken = new AtomicLong();

  void down(boolean isDown) {
    down = isDown;
  }

  @Override
  public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> events) {
    return down ? fail(events.size()) : take(events);
  }

  private CompletionStage<BatchResult> fail(int events) {
    IOException cause = new IOException("down");
    return switch (failures++ % 5) {
      case 0 -> all(events, DeliveryOutcome.retryLater(cause));
      case 1 -> all(events, DeliveryOutcome.retryLater(cause, Duration.ofSeconds(3)));
      case 2 -> CompletableFuture.failedFuture(cause);
      case 3 -> new CompletableFuture<>();
      default -> throw new IllegalStateException(cause);
    };
  }

  private static CompletionStage<BatchResult> all(int events, DeliveryOutcome outcome) {
    return CompletableFuture.completedFuture(BatchResult.all(events, outcome));
  }

  private CompletionStage<BatchResult> take(List<EncodedEvent> events) {
    long late = 0;
    for (EncodedEvent event : events) {
      int number = Fates.numberOf(requireNonNull(MaestroEventJson.read(event.payload())));
      Integer last = lastOfKey.put(event.orderingKey(), number);
      late += last != null && last >= number ? 1 : 0;
    }
    stored.addAndGet(events.size());
    overtaken.addAndGet(late);
    return all(events.size(), DeliveryOutcome.delivered());
  }

  long stored() {
    return stored.get();
  }

  /** Events that came after a later one of their key, or twice. */
  long overtaken() {
    return overtaken.get();
  }

  @Override
  public BatchLimits limits() {
    return BatchLimits.ofEvents(500);
  }
}
