package io.github.maestroevents.delivery.internal.travel;

import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OrderingKey;
import io.github.maestroevents.spi.EncodedEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event that is encoded once: for several destinations, by whichever thread comes first while
 * the others wait microseconds; or for one, by a sender that has to wait for the journal anyway.
 */
public final class SharedEncoding {

  private final MaestroEvent event;
  private final OrderingKey orderingKey;

  /** Guarded by this. */
  private @Nullable EncodedEvent encoded;

  public SharedEncoding(MaestroEvent event, OrderingKey orderingKey) {
    this.event = event;
    this.orderingKey = orderingKey;
  }

  public MaestroEvent event() {
    return event;
  }

  /**
   * Encodes it on this thread, if it is to be ordered by this key. What fails here fails again on
   * the thread that takes the event up, and is told there.
   */
  public void encodeAhead(OrderingKey wanted) {
    if (wanted == orderingKey) {
      try {
        EncodedEvent unused = encodedBy(wanted);
      } catch (Throwable toldLater) { // the host's function, or an event that cannot be written
        return;
      }
    }
  }

  /** The shared encoding, or one of its own for a destination that orders by another key. */
  public synchronized EncodedEvent encodedBy(OrderingKey wanted) {
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
