package io.github.maestroevents.delivery.internal.travel;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventType;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One accepted event between the queue and its end. Confined to one thread at a time: the delivery
 * thread, or the journal thread while that writes it down.
 */
public final class PendingEvent {

  /** Its place in the order of acceptance. */
  public final long sequence;

  public final @Nullable Envelope envelope;

  /** Who wants to know what becomes of it; null for nobody. */
  public final @Nullable CompletableFuture<DeliveryOutcome> outcome;

  public final String orderingKey;

  /** What crosses the adapter line; null for a publisher that takes the event itself. */
  public final @Nullable EncodedEvent encoded;

  /** Null for one that came back from the journal, until somebody asks for it. */
  private @Nullable MaestroEvent event;

  /** Why it does not travel on; null if it does. */
  public @Nullable Unfit unfit;

  /** Whether the journal surely has it. */
  public boolean written;

  /** Whether the journal has it or may have it, and is to forget it when it leaves. */
  public boolean toForget;

  /** Whether it is to be parked when it is written. */
  public boolean parks;

  /**
   * Whether it has left its lane to be parked, and is older than what came to the journal since.
   */
  public boolean leftLane;

  /** What it weighs where it is not encoded. */
  private long plainBytes;

  /** Whether it has left the engine: counted, and never to be counted again. */
  private boolean departed;

  /** When it was taken from the queue, by the reading of the clock. */
  public long takenUpNanos;

  /**
   * When the delivery thread first saw that it had been accepted, by the reading of the clock; of
   * one that came back from the journal, when it came.
   */
  public long seenNanos;

  /** When it was accepted, by the time of day, if it came back from the journal; else null. */
  public @Nullable Instant accepted;

  /** The event in memory that came before it, and the one after: links of the list of them. */
  public @Nullable PendingEvent cameBefore;

  public @Nullable PendingEvent cameAfter;

  public int attempts;

  /** What its last attempt failed with; null if none has. */
  public @Nullable Throwable lastFailure;

  /** The part of the destination that its last attempt failed in; null if that is not known. */
  public @Nullable String part;

  /** When it may be tried again, if it waits for that. */
  public long dueNanos;

  public @Nullable Instant firstAttempt;

  /**
   * @param accepted the event, or the envelope that holds it
   */
  public PendingEvent(
      long sequence, Object accepted, String orderingKey, @Nullable EncodedEvent encoded) {
    this.sequence = sequence;
    this.event = Envelope.eventOf(accepted);
    this.envelope = Envelope.of(accepted);
    this.outcome = envelope == null ? null : envelope.outcome;
    this.orderingKey = orderingKey;
    this.encoded = encoded;
  }

  private PendingEvent(
      long sequence, EncodedEvent encoded, @Nullable CompletableFuture<DeliveryOutcome> outcome) {
    this.sequence = sequence;
    this.envelope = null;
    this.outcome = outcome;
    this.orderingKey = encoded.orderingKey();
    this.encoded = encoded;
    this.written = true;
    this.toForget = true;
  }

  /** An event that does not travel on. */
  public static PendingEvent unfit(long sequence, Object accepted, Unfit unfit) {
    PendingEvent event = new PendingEvent(sequence, accepted, "", null);
    event.unfit = unfit;
    return event;
  }

  /** An event as the journal gives it back. */
  public static PendingEvent recalled(
      JournalEntry entry, @Nullable CompletableFuture<DeliveryOutcome> outcome) {
    PendingEvent event = new PendingEvent(entry.sequence(), entry.event(), outcome);
    event.accepted = entry.acceptedAt();
    return event;
  }

  /**
   * It, as the journal keeps it.
   *
   * @param time the time of day at {@code now}
   */
  public JournalEntry toEntry(Instant time, long now) {
    return new JournalEntry(sequence, time.minusNanos(now - takenUpNanos), requireNonNull(encoded));
  }

  /** Sets what it weighs where it is not encoded; before anybody counts it. */
  public void weighs(long bytes) {
    plainBytes = bytes;
  }

  /** Leaves the engine; false if it had left before, and nothing is to be done. */
  public boolean departs() {
    boolean first = !departed;
    departed = true;
    return first;
  }

  /** Whether it has left the engine. */
  public boolean hasDeparted() {
    return departed;
  }

  /** The journal has it. */
  public void markWritten() {
    written = true;
    toForget = true;
  }

  /** The event itself. Unsynchronized: threads that race read equal events from equal bytes. */
  public MaestroEvent event() {
    MaestroEvent known = event;
    if (known == null) {
      known = requireNonNull(encoded).maestroEvent();
      event = known;
    }
    return known;
  }

  /**
   * What it carries beside its body: all of it once it is encoded, before that what was given when
   * it was sent.
   */
  public Map<String, String> attributes() {
    if (encoded != null) {
      return encoded.attributes();
    }
    return envelope == null ? Map.of() : envelope.moreAttributes;
  }

  public long sizeBytes() {
    return encoded == null ? plainBytes : encoded.sizeBytes();
  }

  /** Whether the caller has stopped waiting and owns the event again. */
  public boolean isTakenBack() {
    return outcome != null && outcome.isCancelled();
  }

  /** Whether a failure goes back to the caller, who owns the event still. */
  public boolean isOwnedByCaller() {
    return envelope != null && envelope.isOwnedByCaller();
  }

  public void attempted(Instant time) {
    if (attempts++ == 0) {
      firstAttempt = time;
    }
  }

  /** Completes what {@code submit} has returned; a sender under CONFIRMED awaits the same. */
  public void tell(DeliveryOutcome told) {
    if (outcome != null) {
      outcome.complete(told);
    }
  }

  /** Its type, which is known without reading it again. */
  public EventType type() {
    if (encoded != null) {
      return EventType.ofWireType(encoded.type());
    }
    return event().type();
  }

  /** The identity for people; null if it cannot be derived from the event. */
  public @Nullable EventId id() {
    if (encoded != null) {
      return encoded.id();
    }
    try {
      return EventId.of(event());
    } catch (Throwable notDerivable) { // no memory, or no stack: it goes on without an id
      return null;
    }
  }
}
