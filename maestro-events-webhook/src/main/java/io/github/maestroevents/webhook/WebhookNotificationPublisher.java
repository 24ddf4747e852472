package io.github.maestroevents.webhook;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchOutcomes;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.OutcomeSink;
import io.github.maestroevents.webhook.internal.call.BatchDelivery;
import io.github.maestroevents.webhook.internal.call.GonePause;
import io.github.maestroevents.webhook.internal.call.RequestSlots;
import io.github.maestroevents.webhook.internal.call.Route;
import io.github.maestroevents.webhook.internal.call.Verdicts;
import io.github.maestroevents.webhook.internal.client.Exchanges;
import io.github.maestroevents.webhook.internal.client.WebhookThreads;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Delivers events by HTTP to one URI, as CloudEvents 1.0, one a request or in batches, signed as
 * Standard Webhooks has it.
 *
 * <pre>{@code
 * var webhook = WebhookNotificationPublisher.builder(URI.create("https://example.com/hooks"))
 *     .signedWith(SigningSecret.shared("whsec_…"))
 *     .build();
 * }</pre>
 *
 * <p>An event is delivered when the receiver has answered with 2xx. A receiver may get an event
 * twice; it tells repetitions by {@code ce-id}. The order of a key is kept: no request of a key is
 * made before the one before it is answered.
 *
 * <p>{@code sendBatch} returns at once; requests are written on daemon threads, and sent by an
 * asynchronous client. Events are reported, and stages completed, by one of these threads, by the
 * one that keeps the time, or by the caller of {@code sendBatch} or {@code close}; do nothing long
 * there. Thread-safe.
 */
public final class WebhookNotificationPublisher implements BatchNotificationPublisher {

  /** Requests of a key go one after the other, and each has its own timeout. */
  private static final int TIMEOUTS_PER_BATCH = 3;

  /** For a timer to fire and an answer to travel. */
  private static final Duration COMPLETION_MARGIN = Duration.ofSeconds(1);

  private final BatchLimits limits;
  private final Verdicts verdicts;
  private final Duration requestTimeout;
  private final Duration batchTimeout;
  private final Duration closeTimeout;
  private final String description;
  private final WebhookThreads threads = new WebhookThreads();
  private final Exchanges exchanges;
  private final Route route;
  private final Set<BatchDelivery> inFlight = ConcurrentHashMap.newKeySet();

  // Tells every sender that nothing may start any more.
  private volatile boolean closing;

  WebhookNotificationPublisher(WebhookPublisherBuilder settings) {
    limits = settings.batchLimits();
    verdicts = new Verdicts(settings.target, settings.maxRetryAfter);
    requestTimeout = settings.requestTimeout;
    batchTimeout = settings.requestTimeout.multipliedBy(TIMEOUTS_PER_BATCH);
    closeTimeout = settings.closeTimeout;
    description = settings.description();
    exchanges = new Exchanges(settings.clientSettings(), threads);
    route =
        new Route(
            settings.target,
            settings.form(),
            settings.maxBodyBytes,
            settings.signer(),
            settings.headers(),
            settings.authorization,
            exchanges,
            new RequestSlots(settings.maxRequestsInFlight, threads),
            verdicts,
            new GonePause(settings.target, settings.goneFor),
            settings.clock);
  }

  /**
   * Settings of a publisher to one receiver.
   *
   * @param uri such as {@code https://example.com/hooks}
   * @throws IllegalArgumentException unless it is {@code http} or {@code https} with a host, and
   *     without user info and fragment
   */
  public static WebhookPublisherBuilder builder(URI uri) {
    return new WebhookPublisherBuilder(requireNonNull(uri, "uri"));
  }

  /**
   * {@inheritDoc}
   *
   * <p>Does not wait for the network. An event is reported when the request that holds it is
   * answered. After {@link #close}, every event is to be retried, with a {@link
   * io.github.maestroevents.PublisherClosedException} as the cause.
   */
  @Override
  public void sendBatch(List<EncodedEvent> batch, OutcomeSink outcomes) {
    BatchDelivery delivery = new BatchDelivery(batch, outcomes, route);
    inFlight.add(delivery);
    CompletionStage<?> unusedRemoval =
        delivery.stage().whenComplete((result, failure) -> inFlight.remove(delivery));
    if (closing) {
      abandonAsClosed(delivery);
      return;
    }
    try {
      Future<?> last = threads.alarm(delivery::beginNoMore, batchTimeout.minus(requestTimeout));
      Future<?> end =
          threads.alarm(
              () -> delivery.abandon(verdicts.late(batchTimeout), verdicts.unsent()), batchTimeout);
      CompletionStage<?> unused =
          delivery
              .stage()
              .whenComplete(
                  (result, failure) -> {
                    last.cancel(false);
                    end.cancel(false);
                  });
      delivery.start();
    } catch (RejectedExecutionException closedMeanwhile) {
      abandonAsClosed(delivery);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>The stage completes with the last report of {@link #sendBatch(List, OutcomeSink)}.
   */
  @Override
  public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch) {
    return BatchOutcomes.collect(this, batch);
  }

  private void abandonAsClosed(BatchDelivery delivery) {
    delivery.abandon(verdicts.closed(), verdicts.closed().notDelivered());
  }

  /** {@inheritDoc} */
  @Override
  public BatchLimits limits() {
    return limits;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Here: three times the request timeout, because requests of one key go one after the other,
   * and a second.
   */
  @Override
  public Duration completionTimeout() {
    return batchTimeout.plus(COMPLETION_MARGIN);
  }

  /**
   * Waits for what is on its way, at most for the close timeout; what has no outcome by then is to
   * be retried by its owner. Then ends all connections. An interrupted caller waits no longer and
   * keeps its flag.
   */
  @Override
  public void close() {
    synchronized (this) {
      if (closing) {
        return;
      }
      closing = true;
    }
    try {
      awaitInFlight();
    } finally {
      try {
        inFlight.forEach(this::abandonAsClosed);
      } finally {
        threads.close();
        exchanges.close();
      }
    }
  }

  private void awaitInFlight() {
    CompletableFuture<?> all =
        CompletableFuture.allOf(
            inFlight.stream()
                .map(delivery -> delivery.stage().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    try {
      all.get(TimeUnit.NANOSECONDS.convert(closeTimeout), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      // What is left is told so by the caller.
    } catch (ExecutionException e) {
      throw new AssertionError("The stage of a batch never fails", e);
    }
  }

  /** Batches that have no outcome yet, for tests. */
  int batchesInFlight() {
    return inFlight.size();
  }

  /** The receiver without its path, and the settings in force; nothing secret. */
  @Override
  public String toString() {
    return description;
  }
}
