package io.github.maestroevents.delivery.internal.intake;

import io.github.maestroevents.delivery.filter.EventFilter;
import io.github.maestroevents.delivery.filter.EventTransformer;
import io.github.maestroevents.delivery.internal.travel.EncodingRule;
import io.github.maestroevents.delivery.internal.travel.Envelope;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.json.EventTooLargeException;
import io.github.maestroevents.json.MaestroEventJson;
import io.github.maestroevents.spi.EncodedEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a host has said about events in front of one destination: which of them go there, under
 * which ordering key and with which attributes. Runs the host's functions on the delivery thread.
 */
public final class Admission {

  /** What tells an event from any other, and stays as the event was first encoded. */
  private static final Set<String> REQUIRED = Set.of("specversion", "id", "source", "type");

  private final EventFilter filter;
  private final @Nullable Transformation transformation;
  private final EncodingRule rule;

  /**
   * @param destination its name, for the log
   */
  public Admission(
      String destination,
      EventFilter filter,
      @Nullable EventTransformer transformer,
      EncodingRule rule) {
    this.filter = filter;
    this.transformation = transformer == null ? null : new Transformation(destination, transformer);
    this.rule = rule;
  }

  public EncodingRule rule() {
    return rule;
  }

  /**
   * Tries the transformer with events as the engine sends them.
   *
   * @throws IllegalArgumentException if it changes what it may not
   */
  public void tryTransformer() {
    if (transformation != null) {
      transformation.tryOut(filter, rule);
    }
  }

  /** The event for a publisher that takes the event itself; null if it is held back. */
  public @Nullable PendingEvent bare(long sequence, Object accepted) {
    MaestroEvent event = Envelope.eventOf(accepted);
    rule.requireFits(EncodedEvent.leastBytes(event)); // before anything is read or built
    if (!filter.accepts(event) || (transformation != null && transformation.holdsBack(event))) {
      return null;
    }
    String key =
        Objects.requireNonNull(
            rule.orderingKey().of(event), "the ordering key function returned null");
    PendingEvent pending = new PendingEvent(sequence, accepted, key, null);
    pending.weighs(jsonBytes(event));
    return pending;
  }

  /** What an event weighs that is not encoded: as many bytes as its JSON has. */
  private long jsonBytes(MaestroEvent event) {
    if (event instanceof HostEvent || event instanceof OpaqueMaestroEvent) {
      return EncodedEvent.leastBytes(event);
    }
    try {
      return MaestroEventJson.write(event, rule.maxEventBytes()).length;
    } catch (EventTooLargeException tooLarge) {
      throw tooLarge;
    } catch (RuntimeException notEncodable) { // a publisher that takes events may take it
      return 0;
    }
  }

  /** The event with its bytes and attributes; null if it is held back. */
  public @Nullable PendingEvent encoded(long sequence, Object accepted) {
    MaestroEvent event = Envelope.eventOf(accepted);
    rule.requireFits(EncodedEvent.leastBytes(event)); // before anything is read or built
    if (!filter.accepts(event)) {
      return null;
    }
    EncodedEvent encoded = encode(event, Envelope.of(accepted));
    if (transformation != null) {
      EncodedEvent changed = transformation.apply(event, encoded);
      if (changed == null) {
        return null;
      }
      encoded = changed;
    }
    return new PendingEvent(sequence, accepted, encoded.orderingKey(), encoded);
  }

  private EncodedEvent encode(MaestroEvent event, @Nullable Envelope envelope) {
    if (envelope == null) {
      return rule.encode(event);
    }
    EncodedEvent encoded =
        envelope.encoding == null ? rule.encode(event) : envelope.encoding.encodedBy(rule);
    return envelope.moreAttributes.isEmpty() ? encoded : withMore(encoded, envelope.moreAttributes);
  }

  private static EncodedEvent withMore(EncodedEvent encoded, Map<String, String> more) {
    Map<String, String> attributes = new LinkedHashMap<>(encoded.attributes());
    more.forEach(
        (name, value) -> {
          if (!REQUIRED.contains(name)) {
            attributes.put(name, value);
          }
        });
    EncodedEvent changed = encoded.withAttributes(attributes);
    return more.containsKey("source") || more.containsKey("type")
        ? asFirstEncoded(changed, more)
        : changed;
  }

  /** A dead letter keeps the source and type under which it was to arrive elsewhere. */
  private static EncodedEvent asFirstEncoded(EncodedEvent encoded, Map<String, String> first) {
    Map<String, String> attributes = new LinkedHashMap<>(encoded.attributes());
    first.forEach(
        (name, value) ->
            attributes.computeIfPresent(name, (n, now) -> REQUIRED.contains(n) ? value : now));
    return new EncodedEvent(
        encoded.id(),
        encoded.type(),
        encoded.level(),
        encoded.orderingKey(),
        encoded.contentType(),
        encoded.payload(),
        attributes);
  }
}
