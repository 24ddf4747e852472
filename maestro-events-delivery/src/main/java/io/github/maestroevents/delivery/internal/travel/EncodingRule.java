package io.github.maestroevents.delivery.internal.travel;

import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OrderingKey;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.EnvelopePolicy;

/** How a destination wants events encoded. Destinations with equal rules can share an encoding. */
public record EncodingRule(OrderingKey orderingKey, EnvelopePolicy envelope) {

  /** An event by its default key and in its default envelope. */
  public static final EncodingRule DEFAULT =
      new EncodingRule(OrderingKey.byWorkflowRun(), EnvelopePolicy.defaults());

  /** The event as bytes; what the host's function throws is thrown. */
  public EncodedEvent encode(MaestroEvent event) {
    return EncodedEvent.of(event, orderingKey, envelope);
  }
}
