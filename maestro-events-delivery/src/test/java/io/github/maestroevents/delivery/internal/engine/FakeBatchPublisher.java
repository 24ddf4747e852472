package io.github.maestroevents.delivery.internal.engine;

import static java.util.stream.Collectors.toList;

import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A batch publisher that answers at once with what the script says, batch after batch, and with
 * success when the script is over. {@link #hold} leaves batches open for the test to answer.
 */
public final class FakeBatchPublisher implements BatchNotificationPublisher {

  public final List<List<EncodedEvent>> batches = new ArrayList<>();
  public final Queue<CompletableFuture<BatchResult>> open = new ArrayDeque<>();
  private final Queue<Function<List<EncodedEvent>, CompletionStage<BatchResult>>> script =
      new ArrayDeque<>();
  private BatchLimits limits = BatchLimits.ofEvents(1000);
  private boolean holds;
  public int closed;
  RuntimeException failureOfClose;

  FakeBatchPublisher limits(BatchLimits limits) {
    this.limits = limits;
    return this;
  }

  public FakeBatchPublisher hold() {
    holds = true;
    return this;
  }

  public FakeBatchPublisher then(
      Function<List<EncodedEvent>, CompletionStage<BatchResult>> answer) {
    script.add(answer);
    return this;
  }

  FakeBatchPublisher thenOutcomes(DeliveryOutcome... outcomes) {
    return then(batch -> CompletableFuture.completedFuture(new BatchResult(List.of(outcomes))));
  }

  public FakeBatchPublisher thenAll(DeliveryOutcome outcome) {
    return then(batch -> CompletableFuture.completedFuture(BatchResult.all(batch.size(), outcome)));
  }

  @Override
  public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
    batches.add(List.copyOf(batch));
    if (!script.isEmpty()) {
      return script.remove().apply(batch);
    }
    if (holds) {
      CompletableFuture<BatchResult> answer = new CompletableFuture<>();
      open.add(answer);
      return answer;
    }
    return CompletableFuture.completedFuture(BatchResult.allDelivered(batch.size()));
  }

  @Override
  public BatchLimits limits() {
    return limits;
  }

  @Override
  public void close() {
    closed++;
    if (failureOfClose != null) {
      throw failureOfClose;
    }
  }

  /** The ordering keys of each batch. */
  List<List<String>> keys() {
    return batches.stream()
        .map(batch -> batch.stream().map(EncodedEvent::orderingKey).collect(toList()))
        .collect(toList());
  }

  List<Integer> sizes() {
    return batches.stream().map(List::size).collect(toList());
  }
}
