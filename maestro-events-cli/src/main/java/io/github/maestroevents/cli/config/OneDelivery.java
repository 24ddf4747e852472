package io.github.maestroevents.cli.config;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.PermanentDeliveryException;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.LogText;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One event through one adapter, and what came back. */
final class OneDelivery {

  private static final String OURS = "io.github.maestroevents.";

  private OneDelivery() {}

  /** Waits at most so long; null if nothing came back by then. */
  static @Nullable DeliveryOutcome of(
      MaestroNotificationPublisher adapter, EncodedEvent event, Duration longest) {
    try {
      return answer(adapter, event).get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException e) { // of the adapter, which may be a user's
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return cause instanceof PermanentDeliveryException
          ? new DeliveryOutcome.Rejected(cause)
          : DeliveryOutcome.retryLater(cause);
    }
  }

  /** On another thread: an adapter may block for as long as it likes. */
  private static CompletableFuture<DeliveryOutcome> answer(
      MaestroNotificationPublisher adapter, EncodedEvent event) {
    return CompletableFuture.completedFuture(event).thenComposeAsync(sent -> sent(adapter, sent));
  }

  private static CompletableFuture<DeliveryOutcome> sent(
      MaestroNotificationPublisher adapter, EncodedEvent event) {
    if (adapter instanceof BatchNotificationPublisher batches) {
      return batches
          .sendBatch(List.of(event))
          .toCompletableFuture()
          .thenApply(OneDelivery::onlyOne);
    }
    adapter.send(event.maestroEvent());
    return CompletableFuture.completedFuture(DeliveryOutcome.delivered());
  }

  /** Of this library's own failures the sentence alone; of others the class too. */
  static String words(Throwable cause) {
    String message = cause.getMessage();
    return cause.getClass().getName().startsWith(OURS) && message != null
        ? LogText.oneLine(message)
        : LogText.of(cause);
  }

  private static DeliveryOutcome onlyOne(BatchResult result) {
    return result.outcomes().size() == 1
        ? result.outcomes().get(0)
        : DeliveryOutcome.retryLater(
            new IllegalStateException(result.outcomes().size() + " answers for one event"));
  }
}
