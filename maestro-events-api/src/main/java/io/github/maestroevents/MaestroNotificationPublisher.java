package io.github.maestroevents;

import io.github.maestroevents.event.MaestroEvent;

/**
 * Takes events of a workflow engine and is responsible for what becomes of them.
 *
 * <p>Adapters, the delivery engine and any lambda are publishers, so any of them can stand where a
 * host expects one.
 *
 * <pre>{@code
 * MaestroNotificationPublisher audit = event -> auditLog.append(event);
 * }</pre>
 */
@FunctionalInterface
public interface MaestroNotificationPublisher extends AutoCloseable {

  /**
   * Hands one event over. Called on the host's own threads, from many of them at once, so every
   * implementation is safe for concurrent use.
   *
   * <p>Returning means that this publisher has accepted responsibility for the event. Throwing
   * means that it has not: the caller still owns the event and may send it again. How long a call
   * may block, and what acceptance is worth when the process dies, is stated by each
   * implementation; the delivery engine never blocks.
   *
   * @param event the event; never null
   * @throws NullPointerException if {@code event} is null; nothing has changed
   * @throws RetryableDeliveryException if the event was not accepted but may be later
   * @throws PermanentDeliveryException if the event will never be accepted
   * @throws PublisherOverloadedException if there is no room for the event now
   * @throws PublisherClosedException if this publisher has been closed
   */
  void send(MaestroEvent event);

  /**
   * Releases what the publisher holds. Idempotent, bounded in time, and callable while {@link
   * #send} runs on other threads. The default does nothing.
   */
  @Override
  default void close() {}
}
