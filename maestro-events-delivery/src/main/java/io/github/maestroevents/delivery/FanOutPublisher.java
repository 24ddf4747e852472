package io.github.maestroevents.delivery;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import io.github.maestroevents.EventDeliveryException;
import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.delivery.internal.account.FlushBarrier;
import io.github.maestroevents.delivery.internal.fanout.JoinedOutcomes;
import io.github.maestroevents.delivery.internal.fanout.PartialSends;
import io.github.maestroevents.delivery.internal.fanout.SummedStats;
import io.github.maestroevents.delivery.internal.limits.Nanos;
import io.github.maestroevents.delivery.internal.travel.MoreAttributes;
import io.github.maestroevents.delivery.internal.travel.SharedEncoding;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.monitor.FlushResult;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Sends each event to several destinations, each with an engine of its own: queue, retries, circuit
 * breaker and statistics. A destination that hangs changes nothing for the others. An event is
 * encoded once for all destinations that order by the same key, and each has bytes of its own.
 *
 * <pre>{@code
 * var publisher = FanOutPublisher.of(
 *     NonBlockingNotificationPublisher.builder(kafka).name("kafka").build(),
 *     NonBlockingNotificationPublisher.builder(audit).name("audit").filter(EventFilter.terminalOnly()).build());
 * }</pre>
 *
 * <p>A destination is required, or best effort: then its refusal never fails a {@code send}. An
 * event that some destinations took and a required one refused goes, when the host sends it again
 * (by event id, within an hour, for the last 10,000 such events), only to those that lack it.
 */
public final class FanOutPublisher implements DeliveringPublisher {

  private final List<FanOutDestination> destinations;
  private final PartialSends partialSends = new PartialSends();

  FanOutPublisher(List<FanOutDestination> destinations) {
    this.destinations = destinations;
  }

  /** Begins a fan-out with required and best-effort destinations. */
  public static FanOutPublisherBuilder builder() {
    return new FanOutPublisherBuilder();
  }

  /**
   * Fans out to these publishers, all required, which it owns from here on and closes. When this
   * fails the caller still owns them.
   *
   * @throws IllegalArgumentException if there is none, or if two have the same name
   */
  public static FanOutPublisher of(NonBlockingNotificationPublisher... publishers) {
    FanOutPublisherBuilder builder = builder();
    for (NonBlockingNotificationPublisher publisher : publishers) {
      builder.required(publisher);
    }
    return builder.build();
  }

  /**
   * Wraps each publisher with default settings under its name in the map; all are required. When
   * this fails, nothing runs and the caller still owns all of them.
   *
   * @throws IllegalArgumentException if the map is empty, or a name is blank
   * @throws IllegalStateException if a publisher is wrapped already
   */
  public static FanOutPublisher of(Map<String, MaestroNotificationPublisher> publishers) {
    List<NonBlockingPublisherBuilder> builders = new ArrayList<>();
    publishers.forEach(
        (name, publisher) ->
            builders.add(NonBlockingNotificationPublisher.builder(publisher).name(name)));
    return of(Startup.of(builders).toArray(NonBlockingNotificationPublisher[]::new));
  }

  /**
   * Offers the event to every destination, then waits for the required ones that confirm or write.
   * Any thread; blocks only if a required destination has acceptance level CONFIRMED or JOURNALED,
   * and then for the longest of their timeouts at most.
   *
   * @throws EventDeliveryException if a required destination refused the event, when all have been
   *     asked; a refusal that may pass if there is one, with the others as suppressed. The caller
   *     still owns the event; sent again, it goes to the destinations that lack it
   */
  @Override
  public void send(MaestroEvent event) {
    send(event, Map.of());
  }

  /** {@inheritDoc} Throws as {@link #send(MaestroEvent)} does. */
  @Override
  public void send(MaestroEvent event, Map<String, String> attributes) {
    FanOutCall call = begin(event, attributes);
    call.send();
    end(call, event);
  }

  /**
   * {@inheritDoc}
   *
   * <p>One outcome stands for all required destinations: {@code Rejected} if any rejected the
   * event, else {@code RetryLater} if any keeps it for later, {@code Filtered} if all filtered it,
   * {@code Delivered} otherwise.
   */
  @Override
  public CompletionStage<DeliveryOutcome> submit(MaestroEvent event) {
    return submit(event, Map.of());
  }

  @Override
  public CompletionStage<DeliveryOutcome> submit(
      MaestroEvent event, Map<String, String> attributes) {
    FanOutCall call = begin(event, attributes);
    List<CompletableFuture<DeliveryOutcome>> outcomes = call.submit();
    end(call, event);
    return JoinedOutcomes.of(outcomes);
  }

  private FanOutCall begin(MaestroEvent event, Map<String, String> attributes) {
    requireNonNull(event, "event");
    return new FanOutCall(
        destinations,
        new SharedEncoding(event, first().encodingRule(), destinations.size()),
        MoreAttributes.copyOf(attributes),
        partialSends.takers(event, DeliveryClock.system().nanoTime()));
  }

  private void end(FanOutCall call, MaestroEvent event) {
    EventDeliveryException refusal = call.refusal();
    if (refusal == null) {
      partialSends.complete(event);
      return;
    }
    partialSends.remember(event, call.takers(), DeliveryClock.system().nanoTime());
    throw refusal;
  }

  private NonBlockingNotificationPublisher first() {
    return destinations.get(0).publisher();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Flushes all destinations at the same time.
   */
  @Override
  public FlushResult flush(Duration timeout) {
    long nanos = Nanos.of(requireNonNull(timeout, "timeout"));
    long start = DeliveryClock.system().nanoTime();
    Map<NonBlockingNotificationPublisher, FlushBarrier> barriers = new LinkedHashMap<>();
    each(publisher -> barriers.put(publisher, publisher.beginFlush()));
    FlushResult worst = FlushResult.DELIVERED;
    for (Map.Entry<NonBlockingNotificationPublisher, FlushBarrier> flush : barriers.entrySet()) {
      long left = Nanos.left(nanos, DeliveryClock.system().nanoTime() - start);
      worst = worst.orWorse(flush.getKey().awaitFlush(flush.getValue(), left));
    }
    return worst;
  }

  /** {@link #close(Duration)} with the close timeout that was set for each destination. */
  @Override
  public void close() {
    each(publisher -> publisher.beginClose(publisher.closeTimeoutNanos()));
    each(NonBlockingNotificationPublisher::awaitEnd);
  }

  /**
   * Closes all destinations. They stop accepting and begin to drain at once, then each is waited
   * for; idempotent, and bounded like {@link NonBlockingNotificationPublisher#close(Duration)}.
   */
  @Override
  public void close(Duration timeout) {
    long nanos = Nanos.of(requireNonNull(timeout, "timeout"));
    each(publisher -> publisher.beginClose(nanos));
    each(NonBlockingNotificationPublisher::awaitEnd);
  }

  @Override
  public CompletionStage<DeliveryStats> closeAsync() {
    List<CompletableFuture<DeliveryStats>> ends = new ArrayList<>();
    each(publisher -> ends.add(publisher.closeAsync().toCompletableFuture()));
    return CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new))
        .thenApply(all -> stats())
        .minimalCompletionStage();
  }

  @Override
  public void pause() {
    each(NonBlockingNotificationPublisher::pause);
  }

  @Override
  public void resume() {
    each(NonBlockingNotificationPublisher::resume);
  }

  @Override
  public DeliveryStats stats() {
    return SummedStats.of(statsByDestination().values());
  }

  /** Where every event is, per destination, in the order of destinations. */
  @Override
  public Map<String, DeliveryStats> statsByDestination() {
    Map<String, DeliveryStats> stats = new LinkedHashMap<>();
    each(publisher -> stats.put(publisher.name(), publisher.stats()));
    return stats;
  }

  /** {@inheritDoc} In the order of destinations. Unmodifiable. */
  @Override
  public Map<String, NonBlockingNotificationPublisher> destinations() {
    Map<String, NonBlockingNotificationPublisher> byName = new LinkedHashMap<>();
    destinations.forEach(one -> byName.put(one.publisher().name(), one.publisher()));
    return Collections.unmodifiableMap(byName);
  }

  /** The names of the destinations, joined by {@code +}. */
  @Override
  public String name() {
    return destinations.stream().map(d -> d.publisher().name()).collect(joining("+"));
  }

  /** The destinations and the settings in force. */
  @Override
  public String toString() {
    return "FanOutPublisher" + destinations;
  }

  private void each(Consumer<NonBlockingNotificationPublisher> action) {
    destinations.forEach(destination -> action.accept(destination.publisher()));
  }
}
