package io.github.maestroevents.spi;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.event.MaestroEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A publisher that delivers batches of encoded events asynchronously. This is what an adapter
 * implements; the delivery engine drives it from its delivery thread.
 *
 * <p>The adapter classifies, the engine obeys: the adapter tells for each event whether it was
 * delivered, may be retried or never will be, and keeps no event of its own. Retries, order, memory
 * bounds and dead letters are the engine's.
 *
 * <p>There are two forms of {@code sendBatch}. The simple form answers for the whole batch with one
 * stage. The second form answers for each event as soon as its outcome is known. The engine calls
 * only the second form. An adapter whose destination answers for a batch as a whole implements the
 * simple form and nothing else. An adapter whose destination answers event by event implements the
 * second form, and the simple one by {@link BatchOutcomes#collect}.
 */
public interface BatchNotificationPublisher extends MaestroNotificationPublisher {

  /** The longest that {@link #sendBatch} takes to complete, unless the adapter says otherwise. */
  Duration DEFAULT_COMPLETION_TIMEOUT = Duration.ofSeconds(30);

  /**
   * Starts the delivery of a batch and returns at once. The stage completes, on any thread, when
   * the outcome of every event is known.
   *
   * <p>The rules are those of {@link #sendBatch(List, OutcomeSink)}. A stage that completes
   * exceptionally, an exception thrown from this method, a null, or a wrong number of outcomes puts
   * every event of the batch in doubt.
   *
   * @param batch at least one event, within {@link #limits()}
   * @return completes with one outcome per event, in the order of {@code batch}, within {@link
   *     #completionTimeout()}
   */
  CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch);

  /**
   * Starts the delivery of a batch and returns at once. What becomes of each event is reported to
   * {@code outcomes}, from any thread, before this method returns or later.
   *
   * <p><b>When to report.</b> Report each event as soon as its outcome is known: the engine lets
   * the next event of the same ordering key go at once, while the rest of the batch is still on its
   * way. An event that has no report within {@link #completionTimeout()} is in doubt. What is
   * thrown from this method puts every event in doubt that has no report yet. The engine retries an
   * event in doubt, so the destination may see it twice.
   *
   * <p><b>Threads.</b> The engine calls this from one thread, but hands over further batches before
   * the first is answered; {@link #send} calls it from any thread. So it must be safe for use by
   * many threads. It must not block for longer than a moment.
   *
   * <p><b>Order.</b> The engine never has an ordering key in two batches that are not answered for
   * that key. Within a batch, events of one key stand in order. After a retryable failure of an
   * event, no later event of the same key of the same batch may be delivered: it is reported as to
   * be retried too. An adapter that cannot promise this sets {@link BatchLimits#maxEventsPerKey} to
   * 1. Only where a destination keeps no order at all is there none to keep.
   *
   * <p><b>Ownership.</b> The adapter must not change the payloads, and must not keep an event once
   * its outcome is reported.
   *
   * <p>After {@link #close} every event is answered with {@code RetryLater} and a {@link
   * io.github.maestroevents.PublisherClosedException} as the cause.
   *
   * <p>Unless an adapter implements it, this method calls the simple form and reports every event
   * when the stage completes. It keeps the size of the batch until then, and not the events.
   *
   * @param batch at least one event, within {@link #limits()}
   * @param outcomes takes the outcome of each event by its position in {@code batch}
   */
  default void sendBatch(List<EncodedEvent> batch, OutcomeSink outcomes) {
    StagedOutcomes.send(this, batch, outcomes);
  }

  /** What fits in one batch. Constant over the life of the publisher. */
  BatchLimits limits();

  /**
   * The longest that it takes until every event of a batch has its outcome. The engine waits a
   * little longer before it calls an event lost and retries it.
   */
  default Duration completionTimeout() {
    return DEFAULT_COMPLETION_TIMEOUT;
  }

  /**
   * Delivers one event and waits for its outcome, at most for {@link #completionTimeout()}. For
   * hosts without a delivery engine; it blocks the caller.
   */
  @Override
  default void send(MaestroEvent event) {
    SingleEventSend.sendAndWait(this, event);
  }
}
