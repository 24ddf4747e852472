package io.github.maestroevents.delivery.internal.fanout;

import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.Filtered;
import io.github.maestroevents.spi.DeliveryOutcome.Rejected;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One outcome of an event for all of its destinations. */
public final class JoinedOutcomes {

  private JoinedOutcomes() {}

  /** Completes when all have; nobody else can complete it. */
  public static CompletionStage<DeliveryOutcome> of(
      List<CompletableFuture<DeliveryOutcome>> outcomes) {
    return CompletableFuture.allOf(outcomes.toArray(CompletableFuture<?>[]::new))
        .thenApply(all -> joined(outcomes.stream().map(CompletableFuture::join).toList()))
        .minimalCompletionStage();
  }

  /**
   * Rejected if any is, else to be retried if any is, filtered if all are, delivered otherwise. The
   * first of its kind stands for the others.
   */
  static DeliveryOutcome joined(List<DeliveryOutcome> outcomes) {
    return first(outcomes, Rejected.class, first(outcomes, RetryLater.class, well(outcomes)));
  }

  private static DeliveryOutcome well(List<DeliveryOutcome> outcomes) {
    return outcomes.stream().allMatch(Filtered.class::isInstance)
        ? DeliveryOutcome.filtered()
        : DeliveryOutcome.delivered();
  }

  private static DeliveryOutcome first(
      List<DeliveryOutcome> outcomes,
      Class<? extends DeliveryOutcome> kind,
      DeliveryOutcome otherwise) {
    for (DeliveryOutcome outcome : outcomes) {
      if (kind.isInstance(outcome)) {
        return outcome;
      }
    }
    return otherwise;
  }
}
