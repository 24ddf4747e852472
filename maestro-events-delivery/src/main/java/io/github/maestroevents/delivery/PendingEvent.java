package io.github.maestroevents.delivery;

import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.EncodedEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One accepted event between the queue and its end. Confined to the delivery thread. */
final class PendingEvent {

  final long sequence;
  final MaestroEvent event;
  final @Nullable Envelope envelope;
  final String orderingKey;

  /** What crosses the adapter line; null for a publisher that takes the event itself. */
  final @Nullable EncodedEvent encoded;

  int attempts;

  /** When it may be tried again, if it waits for that. */
  long dueNanos;

  long firstAttemptNanos;
  @Nullable Instant firstAttempt;

  /**
   * @param accepted the event, or the envelope that holds it
   */
  PendingEvent(long sequence, Object accepted, String orderingKey, @Nullable EncodedEvent encoded) {
    this.sequence = sequence;
    this.event = Envelope.eventOf(accepted);
    this.envelope = Envelope.of(accepted);
    this.orderingKey = orderingKey;
    this.encoded = encoded;
  }

  long sizeBytes() {
    return encoded == null ? 0 : encoded.sizeBytes();
  }

  /** Whether the caller has stopped waiting and owns the event again. */
  boolean isTakenBack() {
    return envelope != null && envelope.isTakenBack();
  }

  void attempted(long now, Instant time) {
    if (attempts++ == 0) {
      firstAttemptNanos = now;
      firstAttempt = time;
    }
  }

  /** The identity for people; null if it cannot be derived from the event. */
  @Nullable EventId id() {
    if (encoded != null) {
      return encoded.id();
    }
    try {
      return EventId.of(event);
    } catch (RuntimeException e) {
      return null;
    }
  }
}
