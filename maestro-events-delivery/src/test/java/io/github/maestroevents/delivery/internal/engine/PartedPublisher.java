package io.github.maestroevents.delivery.internal.engine;

import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchOutcomes;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.Delivered;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.OutcomeSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** A destination with parts, which are away or take every event at once. */
final class PartedPublisher implements BatchNotificationPublisher {

  /** Which keys belong to a part that is away. */
  Predicate<String> isAway = key -> false;

  /** What was delivered, in order. */
  final List<String> delivered = new ArrayList<>();

  int attempts;

  @Override
  public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
    return BatchOutcomes.collect(this, batch);
  }

  @Override
  public void sendBatch(List<EncodedEvent> batch, OutcomeSink outcomes) {
    List<String> failed = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      EncodedEvent event = batch.get(i);
      attempts++;
      DeliveryOutcome outcome =
          failed.contains(event.orderingKey()) || isAway.test(event.orderingKey())
              ? away(event)
              : DeliveryOutcome.delivered();
      if (outcome instanceof Delivered) {
        delivered.add(Events.name(event));
      } else {
        failed.add(event.orderingKey());
      }
      outcomes.report(i, outcome);
    }
  }

  /** The part is named by what the key begins with. */
  private static DeliveryOutcome away(EncodedEvent event) {
    return DeliveryOutcome.retryLater(new IOException("no such topic"))
        .ofEvent()
        .inPart("topic " + event.orderingKey().charAt(0));
  }

  @Override
  public BatchLimits limits() {
    return BatchLimits.ofEvents(1000);
  }
}
