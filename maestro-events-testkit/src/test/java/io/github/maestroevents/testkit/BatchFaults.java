package io.github.maestroevents.testkit;

import static io.github.maestroevents.testkit.Fault.fault;

import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.OutcomeSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Ways to break the rules for publishers of batches. */
final class BatchFaults {

  private BatchFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "adds to the body",
            "101 102 103 104 111 112 113 202 203 205 206 211 213 214 216 221",
            () ->
                new InMemoryPublisher() {
                  @Override
                  ReceivedEvent received(EncodedEvent event) {
                    byte[] longer = Arrays.copyOf(event.payload(), event.payload().length + 1);
                    return ReceivedEvent.of(longer).withEventId(event.id().value());
                  }
                }),
        fault(
            "forgets the last outcome",
            "201 202 204 205 207 209 211 212 213 214 215 216 218 219 221",
            () ->
                new InMemoryPublisher() {
                  @Override
                  BatchResult arrive(List<EncodedEvent> batch) {
                    List<DeliveryOutcome> outcomes = super.arrive(batch).outcomes();
                    return new BatchResult(
                        outcomes.subList(0, batch.size() == 1 ? 1 : outcomes.size() - 1));
                  }
                }),
        fault(
            "delivers a batch backwards",
            "205 216",
            () ->
                new InMemoryPublisher() {
                  @Override
                  BatchResult arrive(List<EncodedEvent> batch) {
                    List<EncodedEvent> backwards = new ArrayList<>(batch);
                    Collections.reverse(backwards);
                    List<DeliveryOutcome> outcomes =
                        new ArrayList<>(super.arrive(backwards).outcomes());
                    Collections.reverse(outcomes);
                    return new BatchResult(outcomes);
                  }
                }),
        fault(
            "lets later batches overtake",
            "206",
            () ->
                new InMemoryPublisher() {
                  @Override
                  BatchResult arrive(List<EncodedEvent> batch) {
                    List<ReceivedEvent> earlier = List.copyOf(destination);
                    destination.clear();
                    BatchResult result = super.arrive(batch);
                    destination.addAll(earlier);
                    return result;
                  }
                }),
        fault(
            "does not take bare events",
            "203",
            () ->
                new InMemoryPublisher() {
                  @Override
                  DeliveryOutcome arrive(EncodedEvent event) {
                    return event.orderingKey().equals("bare")
                        ? DeliveryOutcome.rejected(new IllegalArgumentException("no attributes"))
                        : super.arrive(event);
                  }
                }),
        fault(
            "scribbles on the body",
            "202 203 204 205 206 211 213 214 216 221",
            () ->
                new InMemoryPublisher() {
                  @Override
                  DeliveryOutcome arrive(EncodedEvent event) {
                    DeliveryOutcome outcome = super.arrive(event);
                    event.payload()[0] = ' ';
                    return outcome;
                  }
                }),
        fault(
            "changes its limits",
            "207",
            () ->
                new InMemoryPublisher() {
                  @Override
                  public BatchLimits limits() {
                    return BatchLimits.ofEvents(50 + destination.size());
                  }
                }),
        fault(
            "takes only tiny events",
            "207",
            () ->
                new InMemoryPublisher() {
                  @Override
                  public BatchLimits limits() {
                    return new BatchLimits(50, 1 << 20, 15 * 1024);
                  }
                }),
        fault(
            "throws from send batch",
            "208",
            () ->
                new InMemoryPublisher() {
                  @Override
                  public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
                    if (batch.get(0).orderingKey().isEmpty()) {
                      throw new IllegalArgumentException("no key");
                    }
                    return super.sendBatch(batch);
                  }
                }),
        fault(
            "keeps its caller",
            "209",
            () ->
                new InMemoryPublisher() {
                  @Override
                  public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
                    if (batch.size() == limits().maxEvents()) {
                      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
                    }
                    return super.sendBatch(batch);
                  }
                }),
        fault(
            "promises no timeout",
            "210",
            () ->
                new InMemoryPublisher() {
                  @Override
                  public Duration completionTimeout() {
                    return Duration.ofDays(1);
                  }
                }),
        fault(
            "never completes large batches",
            "201 202 207 209 219",
            () ->
                new InMemoryPublisher() {
                  @Override
                  public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
                    CompletionStage<BatchResult> stage = super.sendBatch(batch);
                    return batch.size() < limits().maxEvents() ? stage : new CompletableFuture<>();
                  }
                }),
        fault(
            "takes one batch at a time",
            "211 215",
            () ->
                new InMemoryPublisher() {
                  private final AtomicInteger inFlight = new AtomicInteger();

                  @Override
                  public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
                    if (batch.size() == 3 && inFlight.incrementAndGet() > 1) {
                      return CompletableFuture.failedFuture(new IllegalStateException("busy"));
                    }
                    return super.sendBatch(batch);
                  }
                }),
        fault(
            "keeps the ids to itself",
            "212",
            () ->
                new InMemoryPublisher() {
                  @Override
                  ReceivedEvent received(EncodedEvent event) {
                    return ReceivedEvent.of(event.payload());
                  }
                }),
        fault(
            "mixes up outcomes",
            "213 216 217",
            () ->
                new InMemoryPublisher() {
                  @Override
                  BatchResult arrive(List<EncodedEvent> batch) {
                    List<DeliveryOutcome> outcomes =
                        new ArrayList<>(super.arrive(batch).outcomes());
                    Collections.rotate(outcomes, 1);
                    return new BatchResult(outcomes);
                  }
                }),
        fault(
            "abandons what is in flight on close",
            "218 221 222 223 224",
            () ->
                new InMemoryPublisher() {
                  private volatile boolean closed;

                  @Override
                  public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
                    return super.sendBatch(batch)
                        .thenCompose(
                            result ->
                                closed && batch.size() > 1
                                    ? new CompletableFuture<>()
                                    : CompletableFuture.completedFuture(result));
                  }

                  @Override
                  BatchResult arrive(List<EncodedEvent> batch) {
                    if (batch.size() == 3) {
                      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                    }
                    return super.arrive(batch);
                  }

                  @Override
                  public void close() {
                    closed = true;
                    super.close();
                  }
                }),
        fault(
            "dead letters after close",
            "113 222 224",
            () ->
                new InMemoryPublisher() {
                  @Override
                  BatchResult afterClose(List<EncodedEvent> batch) {
                    return BatchResult.all(
                        batch.size(),
                        DeliveryOutcome.rejected(new IllegalStateException("closed")));
                  }
                }),
        fault(
            "delivers later events of a key that failed",
            "216",
            () ->
                new InMemoryPublisher() {
                  @Override
                  BatchResult arrive(List<EncodedEvent> batch) {
                    return new BatchResult(batch.stream().map(this::arrive).toList());
                  }
                }),
        fault(
            "calls what it did not deliver delivered in the second form",
            "215",
            () ->
                new InMemoryPublisher() {
                  @Override
                  public void sendBatch(List<EncodedEvent> batch, OutcomeSink outcomes) {
                    super.sendBatch(
                        batch,
                        (event, outcome) ->
                            outcomes.report(
                                event,
                                outcome instanceof DeliveryOutcome.Rejected
                                    ? DeliveryOutcome.delivered()
                                    : outcome));
                  }
                }),
        fault(
            "reports all events of a large batch but one",
            "214",
            () ->
                new InMemoryPublisher() {
                  @Override
                  public void sendBatch(List<EncodedEvent> batch, OutcomeSink outcomes) {
                    super.sendBatch(
                        batch,
                        (event, outcome) -> {
                          if (event < limits().maxEvents() - 2) {
                            outcomes.report(event, outcome);
                          }
                        });
                  }
                }),
        fault(
            "counts the events of large batches from one",
            "214",
            () ->
                new InMemoryPublisher() {
                  @Override
                  public void sendBatch(List<EncodedEvent> batch, OutcomeSink outcomes) {
                    boolean large = batch.size() == limits().maxEvents() - 1;
                    super.sendBatch(
                        batch,
                        (event, outcome) -> outcomes.report(large ? event + 1 : event, outcome));
                  }
                }),
        fault(
            "reports every event with the last",
            "217",
            () ->
                new InMemoryPublisher() {
                  @Override
                  DeliveryOutcome arrive(EncodedEvent event) {
                    if (event.type().equals(RETRIED_TYPE)) {
                      LockSupport.parkNanos(Duration.ofMillis(900).toNanos());
                    }
                    return super.arrive(event);
                  }
                }),
        fault(
            "filters after close",
            "218 224",
            () ->
                new InMemoryPublisher() {
                  @Override
                  BatchResult afterClose(List<EncodedEvent> batch) {
                    return batch.size() == 1
                        ? super.afterClose(batch)
                        : BatchResult.all(batch.size(), DeliveryOutcome.filtered());
                  }
                }),
        fault(
            "rearranges the batch it was given",
            "219",
            () ->
                new InMemoryPublisher() {
                  @Override
                  public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
                    if (batch.size() == limits().maxEvents()) {
                      Collections.swap(batch, 0, 1);
                    }
                    return super.sendBatch(batch);
                  }
                }),
        fault(
            "reports nothing after close",
            "224",
            () ->
                new InMemoryPublisher() {
                  private volatile boolean closed;

                  @Override
                  public void sendBatch(List<EncodedEvent> batch, OutcomeSink outcomes) {
                    if (!closed || batch.size() == 1) {
                      super.sendBatch(batch, outcomes);
                    }
                  }

                  @Override
                  public void close() {
                    closed = true;
                    super.close();
                  }
                }));
  }
}
