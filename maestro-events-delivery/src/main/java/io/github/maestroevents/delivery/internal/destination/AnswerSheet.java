package io.github.maestroevents.delivery.internal.destination;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.Filtered;
import io.github.maestroevents.spi.OutcomeSink;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher holds of a batch: the place where it reports outcomes. It lets go of the batch
 * when that is answered or given up, so that a publisher that answers late or never keeps no event
 * alive.
 */
final class AnswerSheet implements OutcomeSink, InFlightBatch.Hold {

  private final Answers answers;
  private final int events;

  /** From the delivery thread, which clears it, to the threads of the destination. */
  private volatile @Nullable InFlightBatch batch;

  AnswerSheet(Answers answers, InFlightBatch batch) {
    this.answers = answers;
    this.events = batch.size();
    this.batch = batch;
  }

  @Override
  public void report(int event, DeliveryOutcome outcome) {
    requireNonNull(outcome, "outcome");
    if (event < 0 || event >= events) {
      throw new IllegalArgumentException(
          "A batch of " + events + " event(s) has none at position " + event);
    }
    InFlightBatch open = batch;
    if (open != null) {
      answers.give(open, event, outcome instanceof Filtered ? misplaced() : outcome);
    }
  }

  private static DeliveryOutcome misplaced() {
    return DeliveryOutcome.retryLater(
        new IllegalStateException("The publisher answered Filtered, which only the engine may"));
  }

  /** Every event that has no outcome yet gets this one. */
  void reportRest(DeliveryOutcome outcome) {
    for (int event = 0; event < events; event++) {
      report(event, outcome);
    }
  }

  @Override
  public void letGo() {
    batch = null;
  }
}
