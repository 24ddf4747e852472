package io.github.maestroevents.webhook;

import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.Delivered;
import io.github.maestroevents.spi.DeliveryOutcome.Rejected;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import io.github.maestroevents.spi.EncodedEvent;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One attempt at one batch, and words for what came of it. */
final class Outcomes {

  private Outcomes() {}

  static List<DeliveryOutcome> of(BatchNotificationPublisher publisher, List<EncodedEvent> batch) {
    try {
      return publisher
          .sendBatch(batch)
          .toCompletableFuture()
          .get(publisher.completionTimeout().toMillis(), TimeUnit.MILLISECONDS)
          .outcomes();
    } catch (Exception e) {
      throw new AssertionError("No outcome for " + batch.size() + " events", e);
    }
  }

  static DeliveryOutcome of(BatchNotificationPublisher publisher, EncodedEvent event) {
    return of(publisher, List.of(event)).get(0);
  }

  /** {@code delivered}, {@code retry} or {@code rejected}. */
  static String word(DeliveryOutcome outcome) {
    if (outcome instanceof Delivered) {
      return "delivered";
    }
    return outcome instanceof Rejected ? "rejected" : "retry";
  }

  static List<String> words(List<DeliveryOutcome> outcomes) {
    return outcomes.stream().map(Outcomes::word).toList();
  }

  /** What an operator reads about an outcome that is not delivered. */
  static String cause(DeliveryOutcome outcome) {
    if (outcome instanceof RetryLater retry) {
      return retry.cause().getMessage();
    }
    if (outcome instanceof Rejected rejected) {
      return rejected.cause().getMessage();
    }
    throw new AssertionError("No cause: " + outcome);
  }
}
