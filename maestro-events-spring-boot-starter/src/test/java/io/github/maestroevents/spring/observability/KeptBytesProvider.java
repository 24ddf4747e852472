package io.github.maestroevents.spring.observability;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.provider.ProviderSettings;
import io.github.maestroevents.spi.provider.PublisherProvider;
import io.github.maestroevents.spi.provider.Setting;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The type {@code kept-bytes}: keeps what it is sent with its attributes, by the name of the
 * destination. One that is called {@code refusing} rejects all.
 */
public final class KeptBytesProvider implements PublisherProvider {

  private static final Map<String, Queue<EncodedEvent>> KEPT = new ConcurrentHashMap<>();

  /** What has arrived since the last call, and forgets it. */
  static List<EncodedEvent> take(String destination) {
    Queue<EncodedEvent> kept = KEPT.remove(destination);
    return kept == null ? List.of() : List.copyOf(kept);
  }

  @Override
  public String type() {
    return "kept-bytes";
  }

  @Override
  public List<Setting> settings() {
    return List.of();
  }

  @Override
  public MaestroNotificationPublisher create(ProviderSettings settings) {
    String destination = settings.destination();
    return new BatchNotificationPublisher() {
      @Override
      public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
        if (destination.equals("refusing")) {
          return CompletableFuture.completedFuture(
              BatchResult.all(
                  batch.size(), DeliveryOutcome.rejected(new IOException("not of my kind"))));
        }
        KEPT.computeIfAbsent(destination, name -> new ConcurrentLinkedQueue<>()).addAll(batch);
        return CompletableFuture.completedFuture(BatchResult.allDelivered(batch.size()));
      }

      @Override
      public BatchLimits limits() {
        return BatchLimits.ofEvents(100);
      }
    };
  }
}
