package io.github.maestroevents.spi;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Collects one outcome for each event of a batch and completes the batch's stage with the last of
 * them: for adapters whose client answers event by event, or in pieces.
 *
 * <p>Any thread may report; a report never blocks. The thread that makes the last report completes
 * the stage.
 */
public final class BatchOutcomes implements OutcomeSink {

  private final AtomicReferenceArray<@Nullable DeliveryOutcome> outcomes;
  private final AtomicInteger missing;
  private final CompletableFuture<BatchResult> stage = new CompletableFuture<>();

  /**
   * For a batch of so many events; the stage of none is complete.
   *
   * @throws IllegalArgumentException if {@code events} is negative
   */
  public BatchOutcomes(int events) {
    if (events < 0) {
      throw new IllegalArgumentException("events must not be negative: " + events);
    }
    outcomes = new AtomicReferenceArray<>(events);
    missing = new AtomicInteger(events);
    if (events == 0) {
      stage.complete(BatchResult.allDelivered(0));
    }
  }

  /**
   * Answers the simple form of {@code sendBatch} by the second form, for an adapter that implements
   * the second form:
   *
   * <pre>{@code
   * public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
   *   return BatchOutcomes.collect(this, batch);
   * }
   * }</pre>
   *
   * <p>Never throws what the second form throws: that puts every event in doubt which has no report
   * yet.
   *
   * @param publisher implements {@link BatchNotificationPublisher#sendBatch(List, OutcomeSink)}
   *     itself; its default would call the simple form again, without end
   * @return completes when every event of {@code batch} is reported
   */
  public static CompletionStage<BatchResult> collect(
      BatchNotificationPublisher publisher, List<EncodedEvent> batch) {
    BatchOutcomes outcomes = new BatchOutcomes(batch.size());
    try {
      publisher.sendBatch(batch, outcomes);
    } catch (Throwable thrown) {
      outcomes.reportAllUnknown(DeliveryOutcome.retryLater(thrown));
    }
    return outcomes.stage();
  }

  /**
   * Completes with the outcomes, in the order of the batch, when there is one for every event.
   * Whoever gets it can neither complete nor cancel it.
   */
  public CompletionStage<BatchResult> stage() {
    return stage.minimalCompletionStage();
  }

  @Override
  public void report(int event, DeliveryOutcome outcome) {
    requireNonNull(outcome, "outcome");
    if (event < 0 || event >= outcomes.length()) {
      throw new IllegalArgumentException(
          "A batch of " + outcomes.length() + " events has no event " + event);
    }
    if (outcomes.compareAndSet(event, null, outcome) && missing.decrementAndGet() == 0) {
      stage.complete(new BatchResult(all()));
    }
  }

  /** Every event that has no outcome yet gets this one. */
  public void reportAllUnknown(DeliveryOutcome outcome) {
    for (int event = 0; event < outcomes.length(); event++) {
      report(event, outcome);
    }
  }

  /** Whether every event has an outcome. */
  public boolean areComplete() {
    return missing.get() == 0;
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
