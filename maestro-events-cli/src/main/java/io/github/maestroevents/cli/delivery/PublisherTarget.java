package io.github.maestroevents.cli.delivery;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.PermanentDeliveryException;
import io.github.maestroevents.cli.console.Console;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.LogText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A publisher: an adapter, which takes batches, or one that takes events. */
final class PublisherTarget implements DeliveryTarget {

  private static final int LARGEST_BATCH = 500;
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final MaestroNotificationPublisher publisher;

  PublisherTarget(MaestroNotificationPublisher publisher) {
    this.publisher = publisher;
  }

  @Override
  public List<Parcel> nextBatch(List<Parcel> parcels) {
    if (!(publisher instanceof BatchNotificationPublisher batches)) {
      return parcels.subList(0, Math.min(LARGEST_BATCH, parcels.size()));
    }
    BatchLimits limits = batches.limits();
    Map<String, Integer> ofKey = new HashMap<>();
    long bytes = 0;
    int count = 0;
    for (Parcel parcel : parcels) {
      EncodedEvent event = parcel.event();
      bytes += event.sizeBytes();
      int sameKey = ofKey.merge(event.orderingKey(), 1, Integer::sum);
      boolean tooLarge = event.sizeBytes() > limits.maxEventBytes(); // goes nowhere, and alone
      boolean fits =
          !tooLarge
              && bytes <= limits.maxBatchBytes()
              && sameKey <= limits.maxEventsPerKey()
              && count < Math.min(LARGEST_BATCH, limits.maxEvents());
      if (!fits && count > 0) {
        break;
      }
      count++;
      if (tooLarge) {
        break;
      }
    }
    return parcels.subList(0, count);
  }

  @Override
  public Verdicts deliver(List<Parcel> batch, Console console) {
    if (publisher instanceof BatchNotificationPublisher batches) {
      return deliverBatch(batches, batch, console);
    }
    return deliverOneByOne(batch, console);
  }

  private static Verdicts deliverBatch(
      BatchNotificationPublisher batches, List<Parcel> batch, Console console) {
    if (batch.size() == 1 && batch.get(0).event().sizeBytes() > batches.limits().maxEventBytes()) {
      complain(console, batch.get(0), "larger than the destination takes");
      return new Verdicts(List.of(), 1, true);
    }
    List<DeliveryOutcome> outcomes;
    try {
      BatchResult result =
          batches
              .sendBatch(batch.stream().map(Parcel::event).toList())
              .toCompletableFuture()
              .get(batches.completionTimeout().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
      outcomes = result.outcomes();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return notReady(console, e);
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      return notReady(console, e);
    }
    if (outcomes.size() != batch.size()) {
      return notReady(
          console,
          new IllegalStateException(
              outcomes.size() + " answers for " + batch.size() + " events: which is whose?"));
    }
    return verdicts(batch, outcomes, console);
  }

  private static Verdicts verdicts(
      List<Parcel> batch, List<DeliveryOutcome> outcomes, Console console) {
    List<Parcel> delivered = new ArrayList<>(batch.size());
    long rejected = 0;
    boolean ready = true;
    for (int i = 0; i < batch.size(); i++) {
      DeliveryOutcome outcome = outcomes.get(i);
      if (outcome instanceof DeliveryOutcome.Delivered) {
        delivered.add(batch.get(i));
      } else if (outcome instanceof DeliveryOutcome.Rejected refusal) {
        complain(console, batch.get(i), LogText.of(refusal.cause()));
        rejected++;
      } else if (outcome instanceof DeliveryOutcome.RetryLater later) {
        complain(console, batch.get(i), LogText.of(later.cause()));
        ready = false;
      }
    }
    return new Verdicts(delivered, rejected, ready);
  }

  private Verdicts deliverOneByOne(List<Parcel> batch, Console console) {
    List<Parcel> delivered = new ArrayList<>(batch.size());
    long rejected = 0;
    for (Parcel parcel : batch) {
      try {
        publisher.send(parcel.event().maestroEvent());
        delivered.add(parcel);
      } catch (PermanentDeliveryException e) {
        complain(console, parcel, LogText.of(e));
        rejected++;
      } catch (RuntimeException e) { // the user's code
        complain(console, parcel, LogText.of(e));
        return new Verdicts(delivered, rejected, false);
      }
    }
    return new Verdicts(delivered, rejected, true);
  }

  private static Verdicts notReady(Console console, Exception e) {
    Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
    console.tell("Not delivered: " + LogText.of(cause));
    return new Verdicts(List.of(), 0, false);
  }

  private static void complain(Console console, Parcel parcel, String why) {
    console.tell("Not delivered: " + parcel + ": " + why);
  }

  @Override
  public void close() {
    publisher.close();
  }
}
