package io.github.maestroevents.delivery.monitor;

import io.github.maestroevents.delivery.policy.AcceptanceLevel;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.delivery.store.NodeBoard;
import java.util.Optional;

/**
 * The destination that a {@link DeliveryMetrics} is told of. Any thread; nothing here blocks.
 *
 * <p>The library alone implements this interface, and later versions may add methods.
 */
public interface MonitoredDestination {

  /** The name of the destination, as in threads, logs and dead letters. */
  String name();

  /** Where every event is at this moment; after the end of the publisher, its final figures. */
  DeliveryStats stats();

  /** The settings in force, as one line for people. Nothing in it is secret. */
  String settingsInForce();

  /** What the engine tells the time by. */
  DeliveryClock clock();

  /**
   * What a returning {@code send} proves. Where it waits, an event that is in memory may still go
   * back to its caller or be dropped, and {@link DeliveryStats#accepted()} then becomes less.
   */
  AcceptanceLevel acceptance();

  /**
   * Where the nodes that share the destination's journal tell each other how they are; empty
   * without a journal, or with one that is not shared.
   */
  default Optional<NodeBoard> nodeBoard() {
    return Optional.empty();
  }
}
