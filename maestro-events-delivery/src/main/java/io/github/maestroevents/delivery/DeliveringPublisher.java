package io.github.maestroevents.delivery;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.monitor.FlushResult;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * A publisher with a delivery engine behind it, for one destination ({@link
 * NonBlockingNotificationPublisher}) or for several ({@link FanOutPublisher}). A host that holds
 * this type need not know which.
 *
 * <p>Every method may be called from any thread, also at the same time. A wait of more than 100
 * years is one of 100 years; a negative one is none.
 */
public interface DeliveringPublisher extends MaestroNotificationPublisher {

  /**
   * Accepts one event, as {@link #send(MaestroEvent)} does, with attributes that only the calling
   * thread knows, such as the context of a trace.
   *
   * <p>The attributes travel beside those of the event, to every destination that takes bytes, and
   * replace an attribute of the event that has the same name. A destination that takes events and
   * not bytes, such as a lambda, gets no attributes. What an attribute's value must not have, such
   * as a control character, is escaped.
   *
   * @param attributes names of 1 to 20 lower-case letters and digits, and their values; copied, so
   *     that the caller may change the map afterwards. Empty is the same as {@link
   *     #send(MaestroEvent)}
   * @throws IllegalArgumentException if a name is anything else, or is {@code specversion}, {@code
   *     id}, {@code source} or {@code type}, which belong to the event; the message has the name.
   *     The caller still owns the event
   * @throws NullPointerException if the map, a name or a value is null; nothing has changed
   */
  void send(MaestroEvent event, Map<String, String> attributes);

  /**
   * Accepts one event and tells what becomes of it. Blocks only where a returning {@code send}
   * proves that the event is on disk, and then at most as long as {@code send} does. Throws as
   * {@code send} does; the caller then still owns the event.
   *
   * @return completes with
   *     <ul>
   *       <li>{@code Delivered}: the destination has acknowledged the event;
   *       <li>{@code Filtered}: the host's filter or transformer held the event back;
   *       <li>{@code Rejected}: the event was dead-lettered, dropped or discarded;
   *       <li>{@code RetryLater}: the publisher was closed, and its journal keeps the event for the
   *           next start.
   *     </ul>
   *     It completes on a thread of the engine, so do nothing long in a dependent stage, or use the
   *     {@code …Async} methods. Never completes exceptionally, and nobody but the engine can
   *     complete it
   */
  CompletionStage<DeliveryOutcome> submit(MaestroEvent event);

  /** As {@link #submit(MaestroEvent)}, with attributes as in {@link #send(MaestroEvent, Map)}. */
  CompletionStage<DeliveryOutcome> submit(MaestroEvent event, Map<String, String> attributes);

  /**
   * Waits until every event accepted before the call has left the engine, and has partial batches
   * sent at once meanwhile. Delays before a retry are not cut short, and a pause is not ended.
   *
   * <p>Blocks the caller, at most for the timeout. On a thread of this library, such as in a filter
   * or a dead-letter handler, the call does not wait: see {@link FlushResult#TIMED_OUT}.
   */
  FlushResult flush(Duration timeout);

  /**
   * Ends the publisher within a time: {@link #close()} with a timeout in place of the one that was
   * set. Of several calls the one with the sooner end wins.
   */
  void close(Duration timeout);

  /**
   * Begins what {@link #close()} does, and returns at once.
   *
   * @return completes with the final statistics when the publisher has ended, at the latest when
   *     {@code close()} would return. Completes on a thread of the engine or a timer of the JDK, so
   *     do nothing long in a dependent stage. Never completes exceptionally
   */
  CompletionStage<DeliveryStats> closeAsync();

  /**
   * Calls the destination no more until {@link #resume}. Events are accepted as before and held in
   * memory or in the journal; when there is no room, the overflow policy decides. Where {@code
   * send} waits for the destination (CONFIRMED), it is refused at once instead. What is in flight
   * already is still settled. Idempotent; never blocks.
   *
   * <p>A publisher that is closed in a pause delivers nothing either: what is left goes to the
   * journal, or to the dead-letter handler where there is none.
   */
  void pause();

  /** Ends a pause. Idempotent; never blocks. */
  void resume();

  /**
   * Where every event is that was offered so far. Cheap; never blocks. Of several destinations, the
   * sums: an event counts once for each of them, the circuit is the worst of theirs, and one pause
   * is a pause.
   */
  DeliveryStats stats();

  /** {@link #stats()} of each destination by its name, in a stable order. */
  Map<String, DeliveryStats> statsByDestination();

  /**
   * The publisher of each destination by its name, in a stable order: to pause, flush or look at
   * one alone. They belong to this publisher, which closes them; do not close one.
   */
  Map<String, ? extends DeliveringPublisher> destinations();

  /** The name of the destination, as in threads, logs and dead letters. */
  String name();
}
