package io.github.maestroevents.kafka;

import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Collects one outcome for each event of a batch and completes the batch's stage with the last of
 * them. Any thread may report; of several reports for one event the first counts, because a
 * producer may both throw for a record and call back for it.
 */
final class BatchOutcomes {

  private final AtomicReferenceArray<@Nullable DeliveryOutcome> outcomes;
  private final AtomicInteger missing;
  private final CompletableFuture<BatchResult> stage = new CompletableFuture<>();

  BatchOutcomes(int events) {
    outcomes = new AtomicReferenceArray<>(events);
    missing = new AtomicInteger(events);
  }

  CompletionStage<BatchResult> stage() {
    return stage;
  }

  void report(int event, DeliveryOutcome outcome) {
    if (outcomes.compareAndSet(event, null, outcome) && missing.decrementAndGet() == 0) {
      stage.complete(new BatchResult(all()));
    }
  }

  /** Every event that has no outcome yet gets this one. */
  void reportAllUnknown(DeliveryOutcome outcome) {
    for (int event = 0; event < outcomes.length(); event++) {
      report(event, outcome);
    }
  }

  private List<DeliveryOutcome> all() {
    List<DeliveryOutcome> all = new ArrayList<>(outcomes.length());
    for (int event = 0; event < outcomes.length(); event++) {
      DeliveryOutcome outcome = outcomes.get(event);
      if (outcome != null) {
        all.add(outcome);
      }
    }
    return all;
  }
}
