package io.github.maestroevents.delivery;

import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An event that travels with something beside it: someone who waits for its outcome, an encoding
 * shared with other destinations, attributes to add. Events without any of it travel bare.
 */
final class Envelope {

  final MaestroEvent event;

  /**
   * Completed by the delivery thread, cancelled by a caller who waits no longer; null for nobody.
   */
  final @Nullable CompletableFuture<DeliveryOutcome> outcome;

  /** Whether the caller owns the event until it is delivered, so that failures go back to it. */
  final boolean ownedByCaller;

  final @Nullable SharedEncoding encoding;
  final Map<String, String> moreAttributes;

  private Envelope(
      MaestroEvent event,
      @Nullable CompletableFuture<DeliveryOutcome> outcome,
      boolean ownedByCaller,
      @Nullable SharedEncoding encoding,
      Map<String, String> moreAttributes) {
    this.event = event;
    this.outcome = outcome;
    this.ownedByCaller = ownedByCaller;
    this.encoding = encoding;
    this.moreAttributes = moreAttributes;
  }

  /** An event whose outcome somebody wants to know. */
  static Envelope submitted(MaestroEvent event) {
    return new Envelope(event, new CompletableFuture<>(), false, null, Map.of());
  }

  /** An event whose sender waits until it is delivered. */
  static Envelope toConfirm(MaestroEvent event, @Nullable SharedEncoding encoding) {
    return new Envelope(event, new CompletableFuture<>(), true, encoding, Map.of());
  }

  /** An event that goes to several destinations. */
  static Envelope shared(SharedEncoding encoding) {
    return new Envelope(encoding.event(), null, false, encoding, Map.of());
  }

  /** An event with attributes beside those of its own. */
  static Envelope withAttributes(MaestroEvent event, Map<String, String> more) {
    return new Envelope(event, null, false, null, more);
  }

  /** The event of what stands in a queue: an event, or an envelope. */
  static MaestroEvent eventOf(Object accepted) {
    return accepted instanceof Envelope envelope ? envelope.event : (MaestroEvent) accepted;
  }

  /** The envelope of what stands in a queue, or null for a bare event. */
  static @Nullable Envelope of(Object accepted) {
    return accepted instanceof Envelope envelope ? envelope : null;
  }

  /** Whether the caller has stopped waiting and has taken the event back. */
  boolean isTakenBack() {
    return outcome != null && outcome.isCancelled();
  }

  void tell(DeliveryOutcome told) {
    if (outcome != null) {
      outcome.complete(told);
    }
  }
}
