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
 */
public interface BatchNotificationPublisher extends MaestroNotificationPublisher {

  /** The longest that {@link #sendBatch} takes to complete, unless the adapter says otherwise. */
  Duration DEFAULT_COMPLETION_TIMEOUT = Duration.ofSeconds(30);

  /**
   * Starts the delivery of a batch and returns at once; the stage completes, on any thread, when
   * the outcome of every event is known.
   *
   * <p>The engine calls this from one thread, but hands over further batches before the first has
   * completed; {@link #send} calls it from any thread. So it is safe for use by many threads. The
   * engine never has two batches in flight that hold the same ordering key. Within a batch, events
   * of one key stand in order, and an adapter must not deliver a later one of a key after it failed
   * to deliver an earlier one; if its destination answers for events one by one, it has {@link
   * BatchLimits#maxEventsPerKey} see to that. Only where a destination keeps no order at all is
   * there none to keep.
   *
   * <p>After {@link #close} every event is answered with {@code RetryLater} and a {@link
   * io.github.maestroevents.PublisherClosedException} as the cause.
   *
   * <p>The adapter must not block here for longer than a moment, must not change the payloads, and
   * must not keep the events once the stage has completed. A stage that completes exceptionally, an
   * exception thrown from this method, a null, or a wrong number of outcomes puts every event of
   * the batch in doubt: the engine retries it.
   *
   * @param batch at least one event, within {@link #limits()}
   * @return completes with one outcome per event, in the order of {@code batch}, within {@link
   *     #completionTimeout()}
   */
  CompletionStage<BatchResult> sendBatch(List<EncodedEvent> batch);

  /** What fits in one batch. Constant over the life of the publisher. */
  BatchLimits limits();

  /**
   * The longest that a stage returned by {@link #sendBatch} takes to complete. The engine waits a
   * little longer before it calls a batch lost and retries it.
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
