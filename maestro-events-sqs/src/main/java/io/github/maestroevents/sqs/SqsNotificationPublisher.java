package io.github.maestroevents.sqs;

import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchOutcomes;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.ForeignFailure;
import io.github.maestroevents.spi.OutcomeSink;
import io.github.maestroevents.sqs.internal.call.BatchDelivery;
import io.github.maestroevents.sqs.internal.call.FailureVerdicts;
import io.github.maestroevents.sqs.internal.call.RequestThreads;
import io.github.maestroevents.sqs.internal.client.QueueClient;
import io.github.maestroevents.sqs.internal.message.MessageForm;
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
 * Delivers events to an Amazon SQS queue, standard or FIFO, with {@code SendMessageBatch}: the
 * payload is the message's body, the attributes are its message attributes {@code ce_…}, as
 * CloudEvents in binary mode.
 *
 * <pre>{@code
 * var sqs = SqsNotificationPublisher.builder("https://sqs.us-east-1.amazonaws.com/123456789012/events")
 *     .build();
 * }</pre>
 *
 * <p>An event is delivered when SQS has answered that it stored the message. A standard queue may
 * deliver messages twice and out of order; its message group is the ordering key, so that SQS
 * shares consumers fairly between workflow runs. In a FIFO queue the message group keeps the order
 * of a key, and the event id is the deduplication id (of a host's own event, a digest of source and
 * id): what is sent twice within five minutes arrives once. So that no event overtakes an earlier
 * one of its key that SQS did not take, a batch for a FIFO queue holds one event of a key; {@link
 * #limits()} says so to the engine.
 *
 * <p>{@code sendBatch} turns events into messages on the calling thread and returns; requests are
 * made on daemon threads, which exist while there is something to send. Events are reported as
 * their request is answered, and stages completed, by a thread of the SDK, by one of those, by the
 * one that keeps the time, or by the caller of {@code sendBatch} or {@code close}; do nothing long
 * there.
 *
 * <p>Uses AWS SDK 2; {@link AwsSdk1} is for hosts that are still on SDK 1. Thread-safe.
 */
public final class SqsNotificationPublisher implements BatchNotificationPublisher {

  /** Requests that SQS refused for their contents are sent again in parts, and need their time. */
  private static final int TIMEOUTS_PER_BATCH = 2;

  /** For a timer to fire and an answer to travel. */
  private static final Duration COMPLETION_MARGIN = Duration.ofSeconds(1);

  private final QueueClient client;
  private final MessageForm form;
  private final SqsLimits limits;
  private final BatchLimits batchLimits;
  private final FailureVerdicts verdicts;
  private final Duration requestTimeout;
  private final Duration batchTimeout;
  private final Duration closeTimeout;
  private final String description;
  private final RequestThreads threads = new RequestThreads();
  private final Set<BatchDelivery> inFlight = ConcurrentHashMap.newKeySet();

  // Tells every sender that nothing may start any more.
  private volatile boolean closing;

  SqsNotificationPublisher(SqsPublisherBuilder settings, QueueClient client) {
    this.client = client;
    boolean fifo = settings.queue.isFifo();
    limits = settings.limits;
    form = new MessageForm(fifo, settings.grouped, limits.maxMessageBytes());
    batchLimits =
        new BatchLimits(
            limits.maxEntries(),
            limits.maxRequestBytes(),
            limits.maxMessageBytes(),
            fifo ? 1 : BatchLimits.UNLIMITED_PER_KEY);
    verdicts = new FailureVerdicts(settings.queue, client.asksOnce());
    requestTimeout = settings.requestTimeout;
    batchTimeout = requestTimeout.multipliedBy(TIMEOUTS_PER_BATCH);
    closeTimeout = settings.closeTimeout;
    description =
        "SqsNotificationPublisher[queue="
            + settings.queue
            + ", "
            + client
            + ", "
            + limits
            + ", requestTimeout="
            + requestTimeout
            + (settings.grouped ? "]" : ", without message groups]");
  }

  /**
   * Settings of a publisher to one queue, over AWS SDK 2.
   *
   * @param queueUrl such as {@code https://sqs.us-east-1.amazonaws.com/123456789012/events}; a name
   *     that ends in {@code .fifo} is that of a FIFO queue
   * @throws IllegalArgumentException if that is no URL of a queue
   */
  public static SqsPublisherBuilder builder(String queueUrl) {
    return new SqsPublisherBuilder(queueUrl);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Does not wait for the network. An event is reported when the request that holds it is
   * answered, and at once if it cannot be a message. After {@link #close}, every event is to be
   * retried, with a {@link io.github.maestroevents.PublisherClosedException} as the cause: nothing
   * is wrong with it, so whoever owns it should keep it.
   */
  @Override
  public void sendBatch(List<EncodedEvent> batch, OutcomeSink outcomes) {
    BatchDelivery delivery =
        new BatchDelivery(batch, outcomes, form, client, threads, verdicts, requestTimeout);
    inFlight.add(delivery);
    CompletionStage<?> unusedRemoval =
        delivery.stage().whenComplete((result, failure) -> inFlight.remove(delivery));
    if (closing) {
      delivery.abandon(closed().notDelivered());
      return;
    }
    try {
      Future<?> alarm = threads.alarm(() -> delivery.abandon(late()), batchTimeout);
      CompletionStage<?> unused =
          delivery.stage().whenComplete((result, failure) -> alarm.cancel(false));
      delivery.start(limits.maxEntries(), limits.maxRequestBytes());
    } catch (RejectedExecutionException closedMeanwhile) {
      delivery.abandon(closed().notDelivered());
    } catch (Throwable e) { // no memory for a thread, say: whoever asked keeps the events
      delivery.abandon(DeliveryOutcome.retryLater(BatchDelivery.unexpected(e)));
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

  private DeliveryOutcome late() {
    return DeliveryOutcome.retryLater(
        new RetryableDeliveryException(
            verdicts.queue()
                + ": no answer within "
                + batchTimeout
                + "; the events may have arrived"));
  }

  private DeliveryOutcome.RetryLater closed() {
    return BatchDelivery.closed(verdicts.queue());
  }

  /**
   * {@inheritDoc}
   *
   * <p>Those of the service, {@link SqsLimits}; for a FIFO queue one event of a key.
   */
  @Override
  public BatchLimits limits() {
    return batchLimits;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Here: twice the request timeout, because a request that SQS refuses for its contents is sent
   * again in parts, and a second.
   */
  @Override
  public Duration completionTimeout() {
    return batchTimeout.plus(COMPLETION_MARGIN);
  }

  /**
   * Waits for what is on its way, at most for the close timeout; what has no outcome by then is to
   * be retried by its owner. Then closes the client, if it is the publisher's own, which takes
   * another two seconds or so with SDK 2. A client of the host's stays open unless the builder was
   * told otherwise. An interrupted caller waits no longer and keeps its flag.
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
      DeliveryOutcome left = closed();
      inFlight.forEach(delivery -> delivery.abandon(left));
      threads.close();
      closeClient();
    }
  }

  private void closeClient() {
    try {
      client.close();
    } catch (RuntimeException e) { // of the SDK, whose text nobody knows
      throw new IllegalStateException(
          "The client of queue "
              + verdicts.queue()
              + " did not close cleanly ("
              + ForeignFailure.classes(e)
              + ")",
          ForeignFailure.of(e));
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
      // What is left is told so below.
    } catch (ExecutionException e) {
      throw new AssertionError("The stage of a batch never fails", e);
    }
  }

  /** Batches that have no outcome yet, for tests. */
  int batchesInFlight() {
    return inFlight.size();
  }

  /** The queue, the SDK and the limits in force. */
  @Override
  public String toString() {
    return description;
  }
}
