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
  final String orderingKey;

  /** What crosses the adapter line; null for a publisher that takes the event itself. */
  final @Nullable EncodedEvent encoded;

  int attempts;
  long firstAttemptNanos;
  @Nullable Instant firstAttempt;

  PendingEvent(
      long sequence, MaestroEvent event, String orderingKey, @Nullable EncodedEvent encoded) {
    this.sequence = sequence;
    this.event = event;
    this.orderingKey = orderingKey;
    this.encoded = encoded;
  }

  long sizeBytes() {
    return encoded == null ? 0 : encoded.sizeBytes();
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
