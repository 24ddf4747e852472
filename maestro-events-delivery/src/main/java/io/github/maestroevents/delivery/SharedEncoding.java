package io.github.maestroevents.delivery;

import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OrderingKey;
import io.github.maestroevents.spi.EncodedEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event that goes to several destinations and is encoded once, by whichever delivery thread
 * comes first. The others wait for it: microseconds.
 */
final class SharedEncoding {

  private final MaestroEvent event;
  private final OrderingKey orderingKey;

  /** Guarded by this. */
  private @Nullable EncodedEvent encoded;

  SharedEncoding(MaestroEvent event, OrderingKey orderingKey) {
    this.event = event;
    this.orderingKey = orderingKey;
  }

  MaestroEvent event() {
    return event;
  }

  /** The shared encoding, or one of its own for a destination that orders by another key. */
  synchronized EncodedEvent encodedBy(OrderingKey wanted) {
    if (wanted != orderingKey) {
      return EncodedEvent.of(event, wanted);
    }
    EncodedEvent known = encoded;
    if (known == null) {
      known = EncodedEvent.of(event, orderingKey);
      encoded = known;
    }
    return known;
  }
}
