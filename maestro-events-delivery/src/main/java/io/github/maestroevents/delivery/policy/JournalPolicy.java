package io.github.maestroevents.delivery.policy;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.internal.limits.Checks;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.store.EventJournal;
import java.time.Duration;

/**
 * How a publisher uses its {@link EventJournal}.
 *
 * @param whenFull what happens to events when the journal has reached its bound; default {@link
 *     WhenFull#REJECT}
 * @param maxBatchEvents events written in one commit, from 1 to {@value #MAX_EVENTS}; default
 *     {@value #DEFAULT_BATCH_EVENTS}. So many more may be in memory while they wait for the disk
 * @param maxBatchBytes bytes written in one commit, though one event always goes, at least 1;
 *     default {@value #DEFAULT_BATCH_BYTES}
 * @param readAheadEvents events read from the journal at once, from 1 to {@value #MAX_EVENTS};
 *     default {@value #DEFAULT_READ_AHEAD_EVENTS}. They count among those {@link InFlightPolicy}
 *     bounds
 * @param readAheadBytes bytes read at once, though one event always comes, at least 1; default
 *     {@value #DEFAULT_READ_AHEAD_BYTES}
 * @param adoptInterval how often the journal is asked to take over what dead neighbours left, from
 *     10 ms to 1 day; default 5 s. It must be well below the lease time of a shared store
 */
public record JournalPolicy(
    WhenFull whenFull,
    int maxBatchEvents,
    long maxBatchBytes,
    int readAheadEvents,
    long readAheadBytes,
    Duration adoptInterval) {

  /** What happens when the journal is full. */
  public enum WhenFull {
    /**
     * {@code send} throws {@code PublisherOverloadedException}, under SPILL once the queue is full
     * too, and the caller still owns the event.
     */
    REJECT,
    /** {@code send} returns and the event is dropped, under SPILL once the queue is full too. */
    DROP_NEWEST,
    /**
     * The oldest events that lie on disk alone are discarded to make room: accepted, counted as
     * {@link DeliveryStats#discarded}, logged, and never delivered.
     */
    DROP_OLDEST
  }

  /** The largest number of events in one call of the journal: {@value}. */
  public static final int MAX_EVENTS = 1 << 16;

  /** Events in one commit, unless set otherwise: {@value}. */
  public static final int DEFAULT_BATCH_EVENTS = 1024;

  /** Bytes in one commit, unless set otherwise: {@value}. */
  public static final long DEFAULT_BATCH_BYTES = 4 << 20;

  /** Events read at once, unless set otherwise: {@value}. */
  public static final int DEFAULT_READ_AHEAD_EVENTS = 1024;

  /** Bytes read at once, unless set otherwise: {@value}. */
  public static final long DEFAULT_READ_AHEAD_BYTES = 4 << 20;

  /** Between two looks for dead neighbours, unless set otherwise: 5 s. */
  public static final Duration DEFAULT_ADOPT_INTERVAL = Duration.ofSeconds(5);

  public JournalPolicy {
    requireNonNull(whenFull, "whenFull");
    requireNonNull(adoptInterval, "adoptInterval");
    Checks.range("maxBatchEvents", maxBatchEvents, 1, MAX_EVENTS);
    Checks.range("maxBatchBytes", maxBatchBytes, 1, Long.MAX_VALUE);
    Checks.range("readAheadEvents", readAheadEvents, 1, MAX_EVENTS);
    Checks.range("readAheadBytes", readAheadBytes, 1, Long.MAX_VALUE);
    Checks.range("adoptInterval", adoptInterval, Duration.ofMillis(10), Duration.ofDays(1));
  }

  /** The defaults named above. */
  public static JournalPolicy defaults() {
    return new JournalPolicy(
        WhenFull.REJECT,
        DEFAULT_BATCH_EVENTS,
        DEFAULT_BATCH_BYTES,
        DEFAULT_READ_AHEAD_EVENTS,
        DEFAULT_READ_AHEAD_BYTES,
        DEFAULT_ADOPT_INTERVAL);
  }

  /** This policy with another way to meet a full journal. */
  public JournalPolicy withWhenFull(WhenFull whenFull) {
    return new JournalPolicy(
        whenFull, maxBatchEvents, maxBatchBytes, readAheadEvents, readAheadBytes, adoptInterval);
  }

  /** This policy with other bounds on one commit. */
  public JournalPolicy withMaxBatch(int events, long bytes) {
    return new JournalPolicy(
        whenFull, events, bytes, readAheadEvents, readAheadBytes, adoptInterval);
  }

  /** This policy with other bounds on what is read at once. */
  public JournalPolicy withReadAhead(int events, long bytes) {
    return new JournalPolicy(whenFull, maxBatchEvents, maxBatchBytes, events, bytes, adoptInterval);
  }

  /** This policy with another interval between two looks for dead neighbours. */
  public JournalPolicy withAdoptInterval(Duration adoptInterval) {
    return new JournalPolicy(
        whenFull, maxBatchEvents, maxBatchBytes, readAheadEvents, readAheadBytes, adoptInterval);
  }
}
