package io.github.maestroevents.delivery.internal.travel;

import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OrderingKey;
import io.github.maestroevents.json.EventTooLargeException;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.EnvelopePolicy;

/**
 * How a destination wants events encoded. Destinations with equal rules can share an encoding.
 *
 * @param maxEventBytes how large an event may be, as {@code EncodedEvent.sizeBytes} counts
 */
public record EncodingRule(OrderingKey orderingKey, EnvelopePolicy envelope, long maxEventBytes) {

  /** Unless set otherwise: 4 MiB. */
  public static final long DEFAULT_MAX_EVENT_BYTES = 4L << 20;

  /** An event by its default key and in its default envelope. */
  public static final EncodingRule DEFAULT =
      new EncodingRule(OrderingKey.byWorkflowRun(), EnvelopePolicy.defaults());

  /** The same for events of the usual size. */
  public EncodingRule(OrderingKey orderingKey, EnvelopePolicy envelope) {
    this(orderingKey, envelope, DEFAULT_MAX_EVENT_BYTES);
  }

  /**
   * Lets pass what may be as large.
   *
   * @throws EventTooLargeException if it may not
   */
  public void requireFits(long bytes) {
    if (bytes > maxEventBytes) {
      throw new EventTooLargeException(bytes, maxEventBytes);
    }
  }

  /** The event as bytes; what the host's function throws is thrown. */
  public EncodedEvent encode(MaestroEvent event) {
    return EncodedEvent.of(event, orderingKey, envelope, maxEventBytes);
  }
}
