package io.github.maestroevents.delivery.internal.travel;

import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An event that travels with something beside it: someone who waits for its outcome, an encoding
 * shared with other destinations, attributes to add, a sender who waits for the journal. Events
 * without any of it travel bare.
 */
public final class Envelope {

  final MaestroEvent event;

  /**
   * Completed by the delivery thread, cancelled by a caller who waits no longer; null for nobody.
   */
  public final @Nullable CompletableFuture<DeliveryOutcome> outcome;

  /**
   * Completed when the journal has the event, cancelled by a sender who waits no longer; null for
   * nobody.
   */
  public final @Nullable CompletableFuture<Receipt> receipt;

  /** Whether the caller owns the event until it is delivered, so that failures go back to it. */
  private final boolean ownedUntilDelivered;

  public final @Nullable SharedEncoding encoding;
  public final Map<String, String> moreAttributes;

  private Envelope(
      MaestroEvent event,
      @Nullable CompletableFuture<DeliveryOutcome> outcome,
      @Nullable CompletableFuture<Receipt> receipt,
      boolean ownedUntilDelivered,
      @Nullable SharedEncoding encoding,
      Map<String, String> moreAttributes) {
    this.event = event;
    this.outcome = outcome;
    this.receipt = receipt;
    this.ownedUntilDelivered = ownedUntilDelivered;
    this.encoding = encoding;
    this.moreAttributes = moreAttributes;
  }

  /** An event whose outcome somebody wants to know. */
  public static Envelope submitted(MaestroEvent event) {
    return new Envelope(event, new CompletableFuture<>(), null, false, null, Map.of());
  }

  /** An event whose sender waits until it is delivered. */
  public static Envelope toConfirm(MaestroEvent event, @Nullable SharedEncoding encoding) {
    return new Envelope(event, new CompletableFuture<>(), null, true, encoding, Map.of());
  }

  /** An event whose sender waits until the journal has it. */
  public static Envelope toJournal(MaestroEvent event, @Nullable SharedEncoding encoding) {
    return new Envelope(event, null, new CompletableFuture<>(), false, encoding, Map.of());
  }

  /** An event whose sender waits until the journal has it, and wants to know its outcome too. */
  public static Envelope submittedToJournal(MaestroEvent event, SharedEncoding encoding) {
    return new Envelope(
        event, new CompletableFuture<>(), new CompletableFuture<>(), false, encoding, Map.of());
  }

  /** An event that goes to several destinations. */
  public static Envelope shared(SharedEncoding encoding) {
    return new Envelope(encoding.event(), null, null, false, encoding, Map.of());
  }

  /** An event with attributes beside those of its own. */
  public static Envelope withAttributes(MaestroEvent event, Map<String, String> more) {
    return new Envelope(event, null, null, false, null, more);
  }

  /** The same, with these attributes beside those of the event. */
  public Envelope carrying(Map<String, String> attributes) {
    return attributes.isEmpty()
        ? this
        : new Envelope(event, outcome, receipt, ownedUntilDelivered, encoding, attributes);
  }

  /** The same, with an encoding that other destinations share. */
  public Envelope sharing(@Nullable SharedEncoding shared) {
    return shared == null
        ? this
        : new Envelope(event, outcome, receipt, ownedUntilDelivered, shared, moreAttributes);
  }

  /** The event of what stands in a queue: an event, or an envelope. */
  public static MaestroEvent eventOf(Object accepted) {
    return accepted instanceof Envelope envelope ? envelope.event : (MaestroEvent) accepted;
  }

  /** The envelope of what stands in a queue, or null for a bare event. */
  public static @Nullable Envelope of(Object accepted) {
    return accepted instanceof Envelope envelope ? envelope : null;
  }

  /** Whether the sender waits for the journal no longer. */
  public boolean isReceiptRefused() {
    return receipt != null && receipt.isCancelled();
  }

  /** Whether a failure at this moment goes back to the caller. */
  boolean isOwnedByCaller() {
    return ownedUntilDelivered || (receipt != null && !receipt.isDone());
  }

  /** Completes what {@code submit} has returned. */
  public void tell(DeliveryOutcome told) {
    if (outcome != null) {
      outcome.complete(told);
    }
  }

  /** Lets a sender go that waits for the journal. */
  public void receive(Receipt given) {
    if (receipt != null) {
      receipt.complete(given);
    }
  }
}
