package io.github.maestroevents.spi;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.EventDeliveryException;
import io.github.maestroevents.PermanentDeliveryException;
import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.event.MaestroEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One event, delivered on the caller's thread through a batch publisher without an engine. */
final class SingleEventSend {

  private SingleEventSend() {}

  static void sendAndWait(BatchNotificationPublisher publisher, MaestroEvent event) {
    long maxEventBytes = publisher.limits().maxEventBytes();
    if (event != null && EncodedEvent.leastBytes(event) > maxEventBytes) {
      throw new PermanentDeliveryException(
          LogText.id(event.wireType())
              + " of "
              + EncodedEvent.leastBytes(event)
              + " bytes or more is larger than the destination accepts ("
              + maxEventBytes
              + " bytes)");
    }
    EncodedEvent encoded = encode(event);
    if (encoded.sizeBytes() > maxEventBytes) {
      throw new PermanentDeliveryException(
          encoded + " is larger than the destination accepts (" + maxEventBytes + " bytes)");
    }
    DeliveryOutcome outcome = await(publisher, encoded);
    if (outcome instanceof DeliveryOutcome.RetryLater retry) {
      if (retry.cause() instanceof PublisherClosedException) {
        throw new PublisherClosedException(
            encoded + " was not accepted: the publisher is closed", retry.cause());
      }
      throw new RetryableDeliveryException(
          encoded + " was not delivered; sending it again may succeed", retry.cause());
    }
    if (outcome instanceof DeliveryOutcome.Rejected rejected) {
      throw new PermanentDeliveryException(encoded + " will never be delivered", rejected.cause());
    }
    if (outcome instanceof DeliveryOutcome.Filtered) {
      throw new RetryableDeliveryException(
          encoded + " is in doubt: " + publisher.getClass().getName() + " called it filtered");
    }
  }

  private static EncodedEvent encode(MaestroEvent event) {
    if (event == null) {
      throw new NullPointerException("event");
    }
    try {
      return EncodedEvent.of(event);
    } catch (RuntimeException e) {
      throw new PermanentDeliveryException("The event cannot be encoded: " + event.type(), e);
    }
  }

  private static DeliveryOutcome await(BatchNotificationPublisher publisher, EncodedEvent event) {
    Duration timeout = requireNonNull(publisher.completionTimeout(), "completionTimeout");
    // Saturates, where Duration.toNanos would throw after the event is on its way.
    long timeoutNanos = TimeUnit.NANOSECONDS.convert(timeout);
    BatchOutcomes outcomes = new BatchOutcomes(1);
    handOver(publisher, event, outcomes);
    try {
      return outcomes
          .stage()
          .toCompletableFuture()
          .get(timeoutNanos, TimeUnit.NANOSECONDS)
          .outcomes()
          .get(0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetryableDeliveryException("Interrupted while " + event + " was in flight", e);
    } catch (TimeoutException e) {
      throw new RetryableDeliveryException(
          event + " was not acknowledged within " + timeout + "; it may have been delivered", e);
    } catch (ExecutionException e) {
      throw new RetryableDeliveryException(event + " was not delivered", e.getCause());
    }
  }

  private static void handOver(
      BatchNotificationPublisher publisher, EncodedEvent event, BatchOutcomes outcomes) {
    try {
      publisher.sendBatch(List.of(event), outcomes);
    } catch (RuntimeException e) {
      if (outcomes.areComplete()) {
        return; // what the adapter reported of the event counts
      }
      if (e instanceof EventDeliveryException verdict) {
        throw verdict;
      }
      throw new RetryableDeliveryException(event + " was not delivered", e);
    }
  }
}
