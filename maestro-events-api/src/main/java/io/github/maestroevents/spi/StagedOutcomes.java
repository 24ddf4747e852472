package io.github.maestroevents.spi;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reports every event of a batch once the batch's stage completes, on the thread that completes it.
 * A stage that does not tell what became of its events leaves all of them in doubt.
 *
 * <p>It knows the size of the batch and not the batch: a client that keeps a stage for long must
 * not keep the events.
 */
final class StagedOutcomes implements BiConsumer<@Nullable BatchResult, @Nullable Throwable> {

  private final String publisher;
  private final int events;
  private final OutcomeSink outcomes;

  private StagedOutcomes(String publisher, int events, OutcomeSink outcomes) {
    this.publisher = publisher;
    this.events = events;
    this.outcomes = requireNonNull(outcomes, "outcomes");
  }

  /** The second form of {@code sendBatch} by the first; what the first throws passes through. */
  static void send(
      BatchNotificationPublisher publisher, List<EncodedEvent> batch, OutcomeSink outcomes) {
    StagedOutcomes staged =
        new StagedOutcomes(publisher.getClass().getName(), batch.size(), outcomes);
    staged.follow(publisher.sendBatch(batch));
  }

  private void follow(@Nullable CompletionStage<BatchResult> stage) {
    if (stage == null) {
      inDoubt(new IllegalStateException(publisher + " gave null for the stage of a batch"));
    } else {
      stage.whenComplete(this);
    }
  }

  @Override
  public void accept(@Nullable BatchResult result, @Nullable Throwable failure) {
    if (failure != null) {
      inDoubt(withoutWrapping(failure));
    } else if (result == null) {
      inDoubt(new IllegalStateException(publisher + " gave null for the result of a batch"));
    } else if (result.outcomes().size() != events) {
      inDoubt(
          new IllegalStateException(
              "%s gave %d outcomes for a batch of %d events"
                  .formatted(publisher, result.outcomes().size(), events)));
    } else {
      for (int event = 0; event < events; event++) {
        outcomes.report(event, result.outcomes().get(event));
      }
    }
  }

  private void inDoubt(Throwable cause) {
    DeliveryOutcome outcome = DeliveryOutcome.retryLater(cause);
    for (int event = 0; event < events; event++) {
      outcomes.report(event, outcome);
    }
  }

  private static Throwable withoutWrapping(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean isWrapping =
        failure instanceof CompletionException || failure instanceof ExecutionException;
    return isWrapping && cause != null ? cause : failure;
  }
}
