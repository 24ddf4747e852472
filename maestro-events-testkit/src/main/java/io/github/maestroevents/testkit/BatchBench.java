package io.github.maestroevents.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Hands batches to the publisher under test as the delivery engine would, with deadlines. */
record BatchBench(PublisherBench bench, BatchNotificationPublisher publisher) {

  /** The engine waits a little longer than promised, and so do the rules. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  static final Duration LONGEST_COMPLETION_TIMEOUT = Duration.ofMinutes(5);

  /** Events in the largest batch that a rule makes, whatever the limits allow. */
  private static final int LARGEST_BATCH = 200;

  /** Starts a batch; a stage there must be. */
  CompletionStage<BatchResult> start(List<EncodedEvent> batch) {
    return start(batch, bench.patience);
  }

  CompletionStage<BatchResult> start(List<EncodedEvent> batch, Duration limit) {
    List<CompletionStage<BatchResult>> stages = new ArrayList<>();
    bench.calls.within(limit, "sendBatch", () -> stages.add(publisher.sendBatch(batch)));
    assertThat(stages.get(0)).as("the stage that sendBatch returned").isNotNull();
    return stages.get(0);
  }

  /** Starts a batch whose events are reported one by one. */
  Reports startReporting(List<EncodedEvent> batch) {
    Reports reports = new Reports(batch.size());
    bench.calls.within(bench.patience, "sendBatch", () -> publisher.sendBatch(batch, reports));
    return reports;
  }

  /** Starts a batch and waits for the report of every event. */
  List<DeliveryOutcome> deliverReporting(List<EncodedEvent> batch) {
    return reported(startReporting(batch));
  }

  /** Waits for the report of every event. */
  List<DeliveryOutcome> reported(Reports reports) {
    boolean unused = bench.calls.readUntil(limit(), reports::areComplete, complete -> complete);
    return reports.all();
  }

  /** As long as the publisher promises, and no longer than it may promise. */
  private Duration limit() {
    Duration promised = publisher.completionTimeout();
    return (promised.compareTo(LONGEST_COMPLETION_TIMEOUT) > 0
            ? LONGEST_COMPLETION_TIMEOUT
            : promised)
        .plus(GRACE);
  }

  /** Waits for the outcomes; there must be one per event, and the stage must not have failed. */
  List<DeliveryOutcome> outcomes(CompletionStage<BatchResult> stage, List<EncodedEvent> batch) {
    BatchResult result =
        BoundedCalls.resultOf(stage.toCompletableFuture(), limit(), "The stage of a batch");
    assertThat(result.outcomes()).as("outcomes of the batch").hasSameSizeAs(batch);
    return result.outcomes();
  }

  List<DeliveryOutcome> deliver(List<EncodedEvent> batch) {
    return outcomes(start(batch), batch);
  }

  /** Delivers a batch to a healthy destination, which takes every event. */
  void deliverAll(List<EncodedEvent> batch) {
    assertAllDelivered(deliver(batch));
  }

  static void assertAllDelivered(List<DeliveryOutcome> outcomes) {
    assertThat(outcomes)
        .as("outcomes at a healthy destination")
        .allMatch(DeliveryOutcome.Delivered.class::isInstance);
  }

  /** Waits for a stage that may fail, but not stay open; empty when it failed. */
  Optional<List<DeliveryOutcome>> settled(
      CompletionStage<BatchResult> stage, List<EncodedEvent> batch) {
    CompletionStage<Optional<BatchResult>> settled =
        stage.handle((result, thrown) -> Optional.ofNullable(result));
    Optional<BatchResult> result =
        BoundedCalls.resultOf(
            settled.toCompletableFuture(), limit(), "The stage of a batch that met close");
    result.ifPresent(r -> assertThat(r.outcomes()).as("outcomes").hasSameSizeAs(batch));
    return result.map(BatchResult::outcomes);
  }

  /** Whatever else happened, an event called delivered is at the destination. */
  void assertDeliveredOnesArrived(List<EncodedEvent> batch, List<DeliveryOutcome> outcomes) {
    if (!bench.has(Capability.OBSERVABLE_DESTINATION)) {
      return;
    }
    List<EncodedEvent> delivered = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i) instanceof DeliveryOutcome.Delivered) {
        delivered.add(batch.get(i));
      }
    }
    bench.assertArrived(delivered);
  }

  /** As many of the events, from the first, as the limits let into one batch. */
  List<EncodedEvent> largestBatch() {
    BatchLimits limits = publisher.limits();
    List<MaestroEvent> events = TestEvents.ofManyRuns(Math.min(limits.maxEvents(), LARGEST_BATCH));
    return fitting(PublisherBench.encoded(events), limits);
  }

  /** One run's events as one batch, or as many of them as the limits let in. */
  List<EncodedEvent> batchOfOneRun(int events) {
    return fitting(PublisherBench.encoded(TestEvents.ofOneRun(events)), publisher.limits());
  }

  private static List<EncodedEvent> fitting(List<EncodedEvent> events, BatchLimits limits) {
    List<EncodedEvent> batch = new ArrayList<>();
    Map<String, Integer> perKey = new HashMap<>();
    long bytes = 0;
    for (EncodedEvent event : events) {
      bytes += event.sizeBytes();
      if (batch.size() == limits.maxEvents()
          || bytes > limits.maxBatchBytes()
          || perKey.merge(event.orderingKey(), 1, Integer::sum) > limits.maxEventsPerKey()) {
        break;
      }
      batch.add(event);
    }
    return batch;
  }
}
