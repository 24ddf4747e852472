package io.github.maestroevents.testkit;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ScriptedPublisher} does with one batch, well behaved or not. The factories name the
 * behaviours; a lambda is one too.
 */
@FunctionalInterface
public interface Reaction {

  /**
   * Reacts to a batch, on the thread that called {@code sendBatch}; may throw, and may return null,
   * which an adapter never should.
   */
  @Nullable CompletionStage<BatchResult> to(List<EncodedEvent> batch);

  /** Every event is delivered. */
  static Reaction deliver() {
    return all(DeliveryOutcome.delivered());
  }

  /** Every event may be delivered later; the engine chooses the delay. */
  static Reaction retryLater(Throwable cause) {
    return all(DeliveryOutcome.retryLater(cause));
  }

  /** Every event may be delivered later; the destination asks for a delay. */
  static Reaction retryLater(Throwable cause, Duration after) {
    return all(DeliveryOutcome.retryLater(cause, after));
  }

  /** No event will ever be delivered. */
  static Reaction reject(Throwable cause) {
    return all(DeliveryOutcome.rejected(cause));
  }

  /** Every event has the same outcome. */
  static Reaction all(DeliveryOutcome outcome) {
    requireNonNull(outcome, "outcome");
    return batch -> CompletableFuture.completedFuture(BatchResult.all(batch.size(), outcome));
  }

  /** Exactly these outcomes, in this order, whatever the size of the batch. */
  static Reaction outcomes(DeliveryOutcome... outcomes) {
    BatchResult result = new BatchResult(List.of(outcomes));
    return batch -> CompletableFuture.completedFuture(result);
  }

  /** Each event has the outcome that the function gives for it. */
  static Reaction eachEvent(Function<EncodedEvent, DeliveryOutcome> outcome) {
    requireNonNull(outcome, "outcome");
    return batch ->
        CompletableFuture.completedFuture(new BatchResult(batch.stream().map(outcome).toList()));
  }

  /** The result holds {@code surplus} outcomes more than events, or fewer when negative. */
  static Reaction outcomesTooMany(int surplus) {
    return batch ->
        CompletableFuture.completedFuture(
            BatchResult.allDelivered(Math.max(0, batch.size() + surplus)));
  }

  /** The stage completes exceptionally. */
  static Reaction failStage(Throwable cause) {
    requireNonNull(cause, "cause");
    return batch -> CompletableFuture.failedFuture(cause);
  }

  /** {@code sendBatch} throws, be it an exception, a checked one included, or an {@link Error}. */
  static Reaction throwing(Throwable thrown) {
    requireNonNull(thrown, "thrown");
    return batch -> {
      throw Sneaky.<RuntimeException>asUnchecked(thrown);
    };
  }

  /** {@code sendBatch} returns null. */
  static Reaction returnNull() {
    return batch -> null;
  }

  /** The stage never completes, not even on command. */
  static Reaction neverComplete() {
    return batch -> new CompletableFuture<>();
  }

  /** The stage waits for {@link ScriptedPublisher#completeNext} or {@code failNext}. */
  static Reaction hold() {
    return Hold.INSTANCE;
  }

  /** Whoever waits for the stage is called twice: with {@code first}, then with {@code second}. */
  static Reaction completeTwice(DeliveryOutcome first, DeliveryOutcome second) {
    requireNonNull(first, "first");
    requireNonNull(second, "second");
    return batch ->
        new TwiceCompletingStage(
            BatchResult.all(batch.size(), first), BatchResult.all(batch.size(), second));
  }

  /**
   * The same reaction, but the stage completes later, on a thread that is not the caller's. A
   * throwing or null reaction stays as it is.
   */
  default Reaction onAnotherThread() {
    return batch -> {
      CompletionStage<BatchResult> stage = to(batch);
      return stage == null ? null : stage.thenApplyAsync(Function.identity());
    };
  }
}
