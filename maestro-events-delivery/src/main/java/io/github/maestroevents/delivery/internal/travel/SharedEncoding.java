package io.github.maestroevents.delivery.internal.travel;

import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OrderingKey;
import io.github.maestroevents.spi.EncodedEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event that is encoded once: for several destinations, by whichever thread comes first while
 * the others wait microseconds; or for one, by a sender that has to wait for the journal anyway.
 *
 * <p>Every destination gets bytes of its own, so that what one does to them never shows at another:
 * the last that comes for them the encoded ones, each before it a copy.
 */
public final class SharedEncoding {

  private final MaestroEvent event;
  private final OrderingKey orderingKey;

  /** Guarded by this; null before it is needed, and when nobody else will come for it. */
  private @Nullable EncodedEvent encoded;

  /** How many destinations may still come. Guarded by this. */
  private int destinations;

  /**
   * @param destinations how many may want the encoding, each of them once
   */
  public SharedEncoding(MaestroEvent event, OrderingKey orderingKey, int destinations) {
    this.event = event;
    this.orderingKey = orderingKey;
    this.destinations = destinations;
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
        EncodedEvent unused = encoded();
      } catch (Throwable toldLater) { // the host's function, or an event that cannot be written
        return;
      }
    }
  }

  /**
   * The encoding for one destination, made anew for one that orders by another key. What it
   * returns, the caller alone has.
   */
  public synchronized EncodedEvent encodedBy(OrderingKey wanted) {
    if (wanted != orderingKey) {
      return EncodedEvent.of(event, wanted);
    }
    EncodedEvent known = encoded();
    if (--destinations > 0) {
      return known.withCopiedPayload();
    }
    encoded = null;
    return known;
  }

  private synchronized EncodedEvent encoded() {
    EncodedEvent known = encoded;
    if (known == null) {
      known = EncodedEvent.of(event, orderingKey);
      encoded = known;
    }
    return known;
  }
}
