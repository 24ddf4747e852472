package io.github.maestroevents.drills.journal;

import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Writes down each event it is given and then acknowledges it, so that a process killed in between
 * delivers it again; while a certain file exists it is down. Called on the delivery thread.
 */
final class FileSink implements BatchNotificationPublisher {

  private final LineFile delivered;
  private final Path isDown;

  FileSink(HostPlan plan) {
    this(new LineFile(plan.delivered()), plan.sinkIsDown());
  }

  FileSink(LineFile delivered, Path isDown) {
    this.delivered = delivered;
    this.isDown = isDown;
  }

  @Override
  public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> events) {
    if (Files.exists(isDown)) {
      return all(events, DeliveryOutcome.retryLater(new IOException("down")));
    }
    delivered.append(events.stream().map(EventLine::of).toList());
    return all(events, DeliveryOutcome.delivered());
  }

  private static CompletionStage<BatchResult> all(
      List<EncodedEvent> events, DeliveryOutcome outcome) {
    return CompletableFuture.completedFuture(BatchResult.all(events.size(), outcome));
  }

  @Override
  public BatchLimits limits() {
    return BatchLimits.ofEvents(500);
  }
}
