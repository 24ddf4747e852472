package io.github.maestroevents.kafka;

import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The least an engine does: sends batches, waits for their outcomes and sends again what is to be
 * retried, before anything later.
 */
public final class Driver {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final BatchNotificationPublisher publisher;
  private int retries;
  private Duration longestCall = Duration.ZERO;

  public Driver(BatchNotificationPublisher publisher) {
    this.publisher = publisher;
  }

  /** Outcomes seen that asked for a retry. */
  int retries() {
    return retries;
  }

  /** The longest that a call of sendBatch took to return. */
  Duration longestCall() {
    return longestCall;
  }

  /** One attempt at one batch. */
  public List<DeliveryOutcome> sendOnce(List<EncodedEvent> batch) {
    try {
      long start = System.nanoTime();
      var stage = publisher.sendBatch(batch);
      Duration call = Duration.ofNanos(System.nanoTime() - start);
      if (call.compareTo(longestCall) > 0) {
        longestCall = call;
      }
      BatchResult result =
          stage
              .toCompletableFuture()
              .get(publisher.completionTimeout().toMillis(), TimeUnit.MILLISECONDS);
      return result.outcomes();
    } catch (Exception e) {
      throw new AssertionError("No outcome for " + batch.size() + " events", e);
    }
  }

  /** Sends until every event was delivered or rejected; the final outcomes, in order. */
  List<DeliveryOutcome> sendAll(List<EncodedEvent> events) {
    long start = System.nanoTime();
    Map<String, DeliveryOutcome> settled = new LinkedHashMap<>();
    List<EncodedEvent> open = new ArrayList<>(events);
    while (!open.isEmpty()) {
      List<EncodedEvent> batch = open.subList(0, Math.min(open.size(), 100));
      List<DeliveryOutcome> outcomes = sendOnce(List.copyOf(batch));
      List<EncodedEvent> again = new ArrayList<>();
      for (int i = 0; i < outcomes.size(); i++) {
        if (outcomes.get(i) instanceof DeliveryOutcome.RetryLater) {
          again.add(batch.get(i));
          retries++;
        } else {
          settled.put(batch.get(i).id().value(), outcomes.get(i));
        }
      }
      batch.clear();
      open.addAll(0, again);
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new AssertionError(open.size() + " events without an outcome after " + PATIENCE);
      }
    }
    return events.stream().map(event -> settled.get(event.id().value())).toList();
  }
}
