package io.github.maestroevents.drills.disk;

import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.testbeds.disk.DiskOrders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes events by their keys: most, never those of "stuck", and rejects those of "bad". */
final class PowerSink implements BatchNotificationPublisher {

  private final DiskOrders orders;

  /** Tells the delivery thread that the outage is over. */
  private volatile boolean up;

  PowerSink(DiskOrders orders) {
    this.orders = orders;
  }

  void comeUp() {
    up = true;
  }

  @Override
  public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> events) {
    List<DeliveryOutcome> outcomes = new ArrayList<>();
    for (EncodedEvent event : events) {
      outcomes.add(outcome(event));
    }
    return CompletableFuture.completedFuture(new BatchResult(outcomes));
  }

  private DeliveryOutcome outcome(EncodedEvent event) {
    if (!up) {
      return DeliveryOutcome.retryLater(new IOException("down"));
    }
    if (event.orderingKey().startsWith("stuck")) {
      return DeliveryOutcome.retryLater(new IOException("stuck")).ofEvent();
    }
    if (event.orderingKey().startsWith("bad")) {
      return DeliveryOutcome.rejected(new IOException("bad"));
    }
    orders.mark(PowerHost.DELIVERED + event.id().value());
    return DeliveryOutcome.delivered();
  }

  @Override
  public BatchLimits limits() {
    return BatchLimits.ofEvents(100);
  }
}
