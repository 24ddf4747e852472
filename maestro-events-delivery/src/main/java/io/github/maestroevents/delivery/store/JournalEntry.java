package io.github.maestroevents.delivery.store;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.internal.limits.Checks;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.EncodedEvent;
import java.time.Instant;

/**
 * One event in an {@link EventJournal}. A store brings all of it back: of the event its id, type,
 * level, ordering key, content type, payload and attributes.
 *
 * @param sequence its place in the order of acceptance, above 0
 * @param acceptedAt when the engine took it up, by the host's clock; for people, nothing is ordered
 *     by it
 * @param event what is delivered
 */
public record JournalEntry(long sequence, Instant acceptedAt, EncodedEvent event) {

  public JournalEntry {
    Checks.range("sequence", sequence, 1, Long.MAX_VALUE);
    requireNonNull(acceptedAt, "acceptedAt");
    requireNonNull(event, "event");
  }

  /**
   * The event as an object, for those who take events and not bytes: the record of Maestro's
   * vocabulary if it has exactly these bytes and this identity, a host's own event as it was sent,
   * else the bytes as they are. Reads the JSON anew at each call. Any thread; never blocks, never
   * throws.
   */
  public MaestroEvent maestroEvent() {
    return event.maestroEvent();
  }
}
