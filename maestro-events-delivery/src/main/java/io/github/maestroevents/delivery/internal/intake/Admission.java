package io.github.maestroevents.delivery.internal.intake;

import io.github.maestroevents.delivery.filter.EventFilter;
import io.github.maestroevents.delivery.filter.EventTransformer;
import io.github.maestroevents.delivery.internal.travel.Envelope;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OrderingKey;
import io.github.maestroevents.json.MaestroEventJson;
import io.github.maestroevents.spi.EncodedEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a host has said about events in front of one destination: which of them go there, under
 * which ordering key and with which attributes. Runs the host's functions on the delivery thread.
 */
public final class Admission {

  private final EventFilter filter;
  private final @Nullable EventTransformer transformer;
  private final OrderingKey orderingKey;

  public Admission(
      EventFilter filter, @Nullable EventTransformer transformer, OrderingKey orderingKey) {
    this.filter = filter;
    this.transformer = transformer;
    this.orderingKey = orderingKey;
  }

  public OrderingKey orderingKey() {
    return orderingKey;
  }

  /** The event for a publisher that takes the event itself; null if it is held back. */
  public @Nullable PendingEvent bare(long sequence, Object accepted) {
    MaestroEvent event = Envelope.eventOf(accepted);
    if (!filter.accepts(event)
        || (transformer != null && transformer.transform(event, Map.of()) == null)) {
      return null;
    }
    String key =
        Objects.requireNonNull(orderingKey.of(event), "the ordering key function returned null");
    PendingEvent pending = new PendingEvent(sequence, accepted, key, null);
    pending.weighs(jsonBytes(event));
    return pending;
  }

  /** What an event weighs that is not encoded: as many bytes as its JSON has. */
  private static long jsonBytes(MaestroEvent event) {
    try {
      return MaestroEventJson.write(event).length;
    } catch (RuntimeException notEncodable) { // a publisher that takes events may take it
      return 0;
    }
  }

  /** The event with its bytes and attributes; null if it is held back. */
  public @Nullable PendingEvent encoded(long sequence, Object accepted) {
    MaestroEvent event = Envelope.eventOf(accepted);
    if (!filter.accepts(event)) {
      return null;
    }
    EncodedEvent encoded = encode(event, Envelope.of(accepted));
    if (transformer != null) {
      Map<String, String> changed = transformer.transform(event, encoded.attributes());
      if (changed == null) {
        return null;
      }
      encoded = encoded.withAttributes(changed);
    }
    return new PendingEvent(sequence, accepted, encoded.orderingKey(), encoded);
  }

  private EncodedEvent encode(MaestroEvent event, @Nullable Envelope envelope) {
    if (envelope == null) {
      return EncodedEvent.of(event, orderingKey);
    }
    EncodedEvent encoded =
        envelope.encoding == null
            ? EncodedEvent.of(event, orderingKey)
            : envelope.encoding.encodedBy(orderingKey);
    if (envelope.moreAttributes.isEmpty()) {
      return encoded;
    }
    Map<String, String> attributes = new LinkedHashMap<>(encoded.attributes());
    attributes.putAll(envelope.moreAttributes);
    return encoded.withAttributes(attributes);
  }
}
