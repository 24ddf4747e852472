package io.github.maestroevents.delivery;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.EventDeliveryException;
import io.github.maestroevents.PermanentDeliveryException;
import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.delivery.internal.limits.Nanos;
import io.github.maestroevents.delivery.internal.travel.Envelope;
import io.github.maestroevents.delivery.internal.travel.SharedEncoding;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to the destinations of a fan-out that lack it: offered to all, then waited
 * for where that is needed. Confined to the sending thread.
 */
final class FanOutCall {

  private final List<FanOutDestination> destinations;
  private final SharedEncoding encoding;
  private final Map<String, String> attributes;

  /** The positions of the destinations that have the event. */
  private final BitSet takers;

  private final List<Wait> waits = new ArrayList<>(0);
  private @Nullable EventDeliveryException refusal;

  /**
   * @param takers the positions of those that have it already; changed by this call
   */
  FanOutCall(
      List<FanOutDestination> destinations,
      SharedEncoding encoding,
      Map<String, String> attributes,
      BitSet takers) {
    this.destinations = destinations;
    this.encoding = encoding;
    this.attributes = attributes;
    this.takers = takers;
  }

  void send() {
    for (int i = 0; i < destinations.size(); i++) {
      if (!takers.get(i)) {
        begin(i, destinations.get(i));
      }
    }
    awaitAll();
  }

  private void begin(int position, FanOutDestination destination) {
    try {
      if (!destination.required()) {
        took(position, destination.publisher().offer(encoding, attributes));
        return;
      }
      NonBlockingNotificationPublisher.Begun begun =
          destination.publisher().begin(encoding, attributes);
      if (begun.toAwait() != null) {
        waits.add(new Wait(position, destination.publisher(), begun.toAwait()));
      } else {
        took(position, begun.accepted());
      }
    } catch (EventDeliveryException refused) {
      refused(destination, refused);
    }
  }

  /** As {@link #send}; returns what becomes of the event at each destination that is required. */
  List<CompletableFuture<DeliveryOutcome>> submit() {
    List<CompletableFuture<DeliveryOutcome>> outcomes = new ArrayList<>();
    for (int i = 0; i < destinations.size(); i++) {
      if (!destinations.get(i).required()) {
        if (!takers.get(i)) {
          begin(i, destinations.get(i));
        }
      } else if (takers.get(i)) {
        outcomes.add(CompletableFuture.completedFuture(DeliveryOutcome.delivered()));
      } else {
        beginSubmit(i, destinations.get(i), outcomes);
      }
    }
    awaitAll();
    return outcomes;
  }

  private void beginSubmit(
      int position,
      FanOutDestination destination,
      List<CompletableFuture<DeliveryOutcome>> outcomes) {
    try {
      Envelope envelope =
          destination.publisher().beginSubmit(encoding.event(), encoding, attributes);
      outcomes.add(requireNonNull(envelope.outcome));
      if (envelope.receipt != null) {
        waits.add(new Wait(position, destination.publisher(), envelope));
      } else {
        took(position, true);
      }
    } catch (EventDeliveryException refused) {
      refused(destination, refused);
    }
  }

  /** Each destination has its own timeout, and all of them run from the same moment. */
  private void awaitAll() {
    if (waits.isEmpty()) {
      return;
    }
    long start = DeliveryClock.system().nanoTime();
    for (Wait wait : waits) {
      long waited = DeliveryClock.system().nanoTime() - start;
      try {
        wait.publisher.await(
            wait.envelope, Nanos.left(wait.publisher.acceptTimeoutNanos(), waited));
        took(wait.position, true);
      } catch (EventDeliveryException refused) {
        refused(destinations.get(wait.position), refused);
      }
    }
  }

  private void took(int position, boolean took) {
    if (took) {
      takers.set(position);
    }
  }

  private void refused(FanOutDestination destination, EventDeliveryException next) {
    if (!destination.required()) {
      return; // its statistics tell of it
    }
    refusal = refusal == null ? next : joined(refusal, next);
  }

  private static EventDeliveryException joined(
      EventDeliveryException first, EventDeliveryException next) {
    boolean nextCounts = finality(first) > finality(next);
    EventDeliveryException thrown = nextCounts ? next : first;
    thrown.addSuppressed(nextCounts ? first : next);
    return thrown;
  }

  /**
   * Never again is the verdict only if every destination says so; after a close another may take
   * it.
   */
  private static int finality(EventDeliveryException refusal) {
    if (refusal instanceof PermanentDeliveryException) {
      return 2;
    }
    return refusal instanceof PublisherClosedException ? 1 : 0;
  }

  BitSet takers() {
    return takers;
  }

  /** Null if all that are required have the event. */
  @Nullable EventDeliveryException refusal() {
    return refusal;
  }

  private record Wait(
      int position, NonBlockingNotificationPublisher publisher, Envelope envelope) {}
}
