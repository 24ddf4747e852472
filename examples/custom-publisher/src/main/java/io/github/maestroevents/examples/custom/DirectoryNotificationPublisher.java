package io.github.maestroevents.examples.custom;

import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Delivers each event as a file, numbered in order and named after the event's id. */
public final class DirectoryNotificationPublisher implements BatchNotificationPublisher {

  private final Path directory;
  private long next;
  private boolean closed;

  /** Delivers into this directory, which must exist. */
  public DirectoryNotificationPublisher(Path directory) {
    this.directory = directory;
  }

  @Override
  public synchronized CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
    List<DeliveryOutcome> outcomes = new ArrayList<>();
    @Nullable Exception failure = closed ? new PublisherClosedException("closed") : null;
    for (EncodedEvent event : batch) {
      try {
        if (failure == null) { // after a failure nothing else goes, or events would change places
          Files.write(directory.resolve(fileName(event)), event.payload());
          next++;
        }
      } catch (IOException e) {
        failure = e;
      }
      outcomes.add(
          failure == null ? DeliveryOutcome.delivered() : DeliveryOutcome.retryLater(failure));
    }
    return CompletableFuture.completedFuture(new BatchResult(outcomes));
  }

  /** An id may hold what a file name must not, and may be longer: the number makes it unique. */
  private String fileName(EncodedEvent event) {
    String id = URLEncoder.encode(event.id().value(), StandardCharsets.UTF_8);
    return "%012d-%s".formatted(next, id.substring(0, Math.min(id.length(), 200)));
  }

  @Override
  public BatchLimits limits() {
    return BatchLimits.ofEvents(500);
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
