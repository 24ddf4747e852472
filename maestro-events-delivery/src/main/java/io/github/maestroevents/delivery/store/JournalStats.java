package io.github.maestroevents.delivery.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link EventJournal} holds: a snapshot.
 *
 * @param events entries written and not acknowledged
 * @param bytes what the store occupies, as far as it can tell cheaply
 * @param oldest when the oldest entry was accepted; null if there is none
 * @param quarantined damaged entries kept aside
 * @param maxBytes how many bytes the store may occupy; 0 if it has no bound of its own
 */
public record JournalStats(
    long events, long bytes, @Nullable Instant oldest, long quarantined, long maxBytes) {

  /** Of a journal that holds nothing. */
  public static final JournalStats EMPTY = new JournalStats(0, 0, null, 0);

  /** Of a journal without a bound of its own. */
  public JournalStats(long events, long bytes, @Nullable Instant oldest, long quarantined) {
    this(events, bytes, oldest, quarantined, 0);
  }
}
