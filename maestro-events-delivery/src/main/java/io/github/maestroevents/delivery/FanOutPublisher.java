package io.github.maestroevents.delivery;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.EventDeliveryException;
import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.PermanentDeliveryException;
import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.delivery.internal.travel.Envelope;
import io.github.maestroevents.delivery.internal.travel.SharedEncoding;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.event.MaestroEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends each event to several destinations, each with an engine of its own: queue, retries, circuit
 * breaker and statistics. A destination that hangs changes nothing for the others. An event is
 * encoded once for all destinations that order by the same key.
 *
 * <pre>{@code
 * var publisher = FanOutPublisher.of(
 *     NonBlockingNotificationPublisher.builder(kafka).name("kafka").build(),
 *     NonBlockingNotificationPublisher.builder(audit).name("audit").filter(EventFilter.terminalOnly()).build());
 * }</pre>
 */
public final class FanOutPublisher implements MaestroNotificationPublisher {

  private final List<NonBlockingNotificationPublisher> destinations;

  private FanOutPublisher(List<NonBlockingNotificationPublisher> destinations) {
    this.destinations = destinations;
  }

  /**
   * Fans out to these publishers, which it owns from here on and closes.
   *
   * @throws IllegalArgumentException if there is none, or if two have the same name
   */
  public static FanOutPublisher of(NonBlockingNotificationPublisher... publishers) {
    List<NonBlockingNotificationPublisher> destinations = List.of(publishers);
    if (destinations.isEmpty()) {
      throw new IllegalArgumentException("A fan-out needs at least one destination");
    }
    Map<String, Integer> names = new LinkedHashMap<>();
    destinations.forEach(destination -> names.merge(destination.name(), 1, Integer::sum));
    names.forEach(
        (name, times) -> {
          if (times > 1) {
            throw new IllegalArgumentException(
                "Two destinations are named '" + name + "'; tell them apart by builder.name(…)");
          }
        });
    return new FanOutPublisher(destinations);
  }

  /** Wraps each publisher with default settings under its name in the map. */
  public static FanOutPublisher of(Map<String, MaestroNotificationPublisher> publishers) {
    return of(
        publishers.entrySet().stream()
            .map(
                entry ->
                    NonBlockingNotificationPublisher.builder(entry.getValue())
                        .name(entry.getKey())
                        .build())
            .toArray(NonBlockingNotificationPublisher[]::new));
  }

  /**
   * Offers the event to every destination, then waits for those that confirm or write. Any thread;
   * blocks only if a destination has acceptance level CONFIRMED or JOURNALED, and then for the
   * longest of their timeouts at most.
   *
   * @throws EventDeliveryException if a destination refused the event, when all have been asked; a
   *     refusal that may pass if there is one, with the others as suppressed. The caller still owns
   *     the event; sent again, it reaches the other destinations a second time, with the same event
   *     id
   */
  @Override
  public void send(MaestroEvent event) {
    requireNonNull(event, "event");
    SharedEncoding encoding = new SharedEncoding(event, destinations.get(0).orderingKey());
    @Nullable EventDeliveryException refusal = null;
    List<Wait> waits = new ArrayList<>(0);
    for (NonBlockingNotificationPublisher destination : destinations) {
      try {
        Envelope toAwait = destination.begin(encoding);
        if (toAwait != null) {
          waits.add(new Wait(destination, toAwait));
        }
      } catch (EventDeliveryException e) {
        refusal = joined(refusal, e);
      }
    }
    if (!waits.isEmpty()) {
      refusal = awaitAll(waits, refusal);
    }
    if (refusal != null) {
      throw refusal;
    }
  }

  /** Each destination has its own timeout, and all of them run from the same moment. */
  private static @Nullable EventDeliveryException awaitAll(
      List<Wait> waits, @Nullable EventDeliveryException refusalSoFar) {
    long start = DeliveryClock.system().nanoTime();
    @Nullable EventDeliveryException refusal = refusalSoFar;
    for (Wait wait : waits) {
      long waited = DeliveryClock.system().nanoTime() - start;
      try {
        wait.destination.awaitAcceptance(
            wait.envelope, wait.destination.acceptTimeoutNanos() - waited);
      } catch (EventDeliveryException e) {
        refusal = joined(refusal, e);
      }
    }
    return refusal;
  }

  private static EventDeliveryException joined(
      @Nullable EventDeliveryException first, EventDeliveryException next) {
    if (first == null) {
      return next;
    }
    // Never again is the verdict only if every destination says so.
    boolean firstIsFinal =
        first instanceof PermanentDeliveryException || first instanceof PublisherClosedException;
    EventDeliveryException thrown = firstIsFinal ? next : first;
    thrown.addSuppressed(firstIsFinal ? first : next);
    return thrown;
  }

  /** Where every event is, per destination, in the order of destinations. Any thread, cheap. */
  public Map<String, DeliveryStats> stats() {
    Map<String, DeliveryStats> stats = new LinkedHashMap<>();
    destinations.forEach(destination -> stats.put(destination.name(), destination.stats()));
    return stats;
  }

  /**
   * Flushes one destination after the other, together at most for the timeout.
   *
   * @return whether all delivered everything in time
   */
  public boolean flush(Duration timeout) {
    long deadline =
        DeliveryClock.system().nanoTime() + NonBlockingNotificationPublisher.nanos(timeout);
    boolean all = true;
    for (NonBlockingNotificationPublisher destination : destinations) {
      long left = Math.max(0, deadline - DeliveryClock.system().nanoTime());
      all &= destination.flush(Duration.ofNanos(left));
    }
    return all;
  }

  /**
   * Closes all destinations. They stop accepting and begin to drain at once, then each is waited
   * for; idempotent and bounded like {@link NonBlockingNotificationPublisher#close()}.
   */
  @Override
  public void close() {
    destinations.forEach(NonBlockingNotificationPublisher::beginClose);
    destinations.forEach(NonBlockingNotificationPublisher::close);
  }

  private record Wait(NonBlockingNotificationPublisher destination, Envelope envelope) {}
}
