package io.github.maestroevents.delivery.policy;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.internal.limits.Checks;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.store.EventJournal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a publisher uses its {@link EventJournal}.
 *
 * <p>Immutable; two policies with the same settings are equal.
 */
public final class JournalPolicy {

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

  private final Values values;

  private JournalPolicy(Values values) {
    this.values = values;
  }

  /** The defaults named above. */
  public static JournalPolicy defaults() {
    return new JournalPolicy(
        new Values(
            WhenFull.REJECT,
            DEFAULT_BATCH_EVENTS,
            DEFAULT_BATCH_BYTES,
            DEFAULT_READ_AHEAD_EVENTS,
            DEFAULT_READ_AHEAD_BYTES,
            DEFAULT_ADOPT_INTERVAL));
  }

  /**
   * What happens to events when the journal has reached its bound. Default {@link WhenFull#REJECT}.
   */
  public WhenFull whenFull() {
    return values.whenFull;
  }

  /**
   * Events written in one commit, from 1 to {@value #MAX_EVENTS}. Default {@value
   * #DEFAULT_BATCH_EVENTS}. So many more may be in memory while they wait for the disk.
   */
  public int maxBatchEvents() {
    return values.maxBatchEvents;
  }

  /**
   * Bytes written in one commit, at least 1; one event always goes. Default {@value
   * #DEFAULT_BATCH_BYTES}.
   */
  public long maxBatchBytes() {
    return values.maxBatchBytes;
  }

  /**
   * Events read from the journal at once, from 1 to {@value #MAX_EVENTS}. Default {@value
   * #DEFAULT_READ_AHEAD_EVENTS}. They count among those that {@link InFlightPolicy} bounds.
   */
  public int readAheadEvents() {
    return values.readAheadEvents;
  }

  /**
   * Bytes read from the journal at once, at least 1; one event always comes. Default {@value
   * #DEFAULT_READ_AHEAD_BYTES}.
   */
  public long readAheadBytes() {
    return values.readAheadBytes;
  }

  /**
   * How often the journal is asked to take over what dead neighbours left, from 10 ms to 1 day.
   * Default 5 s. The interval must be well below the lease time of a shared store.
   */
  public Duration adoptInterval() {
    return values.adoptInterval;
  }

  /** This policy with another way to meet a full journal. */
  public JournalPolicy withWhenFull(WhenFull whenFull) {
    return new JournalPolicy(
        new Values(
            whenFull,
            values.maxBatchEvents,
            values.maxBatchBytes,
            values.readAheadEvents,
            values.readAheadBytes,
            values.adoptInterval));
  }

  /** This policy with other bounds on one commit. */
  public JournalPolicy withMaxBatch(int events, long bytes) {
    return new JournalPolicy(
        new Values(
            values.whenFull,
            events,
            bytes,
            values.readAheadEvents,
            values.readAheadBytes,
            values.adoptInterval));
  }

  /** This policy with another bound on the events of one commit. */
  public JournalPolicy withMaxBatchEvents(int maxBatchEvents) {
    return new JournalPolicy(
        new Values(
            values.whenFull,
            maxBatchEvents,
            values.maxBatchBytes,
            values.readAheadEvents,
            values.readAheadBytes,
            values.adoptInterval));
  }

  /** This policy with another bound on the bytes of one commit. */
  public JournalPolicy withMaxBatchBytes(long maxBatchBytes) {
    return new JournalPolicy(
        new Values(
            values.whenFull,
            values.maxBatchEvents,
            maxBatchBytes,
            values.readAheadEvents,
            values.readAheadBytes,
            values.adoptInterval));
  }

  /** This policy with other bounds on what is read at once. */
  public JournalPolicy withReadAhead(int events, long bytes) {
    return new JournalPolicy(
        new Values(
            values.whenFull,
            values.maxBatchEvents,
            values.maxBatchBytes,
            events,
            bytes,
            values.adoptInterval));
  }

  /** This policy with another bound on the events read at once. */
  public JournalPolicy withReadAheadEvents(int readAheadEvents) {
    return new JournalPolicy(
        new Values(
            values.whenFull,
            values.maxBatchEvents,
            values.maxBatchBytes,
            readAheadEvents,
            values.readAheadBytes,
            values.adoptInterval));
  }

  /** This policy with another bound on the bytes read at once. */
  public JournalPolicy withReadAheadBytes(long readAheadBytes) {
    return new JournalPolicy(
        new Values(
            values.whenFull,
            values.maxBatchEvents,
            values.maxBatchBytes,
            values.readAheadEvents,
            readAheadBytes,
            values.adoptInterval));
  }

  /** This policy with another interval between two looks for dead neighbours. */
  public JournalPolicy withAdoptInterval(Duration adoptInterval) {
    return new JournalPolicy(
        new Values(
            values.whenFull,
            values.maxBatchEvents,
            values.maxBatchBytes,
            values.readAheadEvents,
            values.readAheadBytes,
            adoptInterval));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JournalPolicy that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** The settings by their names, as a record shows them. */
  @Override
  public String toString() {
    return PolicyText.of(JournalPolicy.class, values);
  }

  private record Values(
      WhenFull whenFull,
      int maxBatchEvents,
      long maxBatchBytes,
      int readAheadEvents,
      long readAheadBytes,
      Duration adoptInterval) {

    private Values {
      requireNonNull(whenFull, "whenFull");
      requireNonNull(adoptInterval, "adoptInterval");
      Checks.range("maxBatchEvents", maxBatchEvents, 1, MAX_EVENTS);
      Checks.range("maxBatchBytes", maxBatchBytes, 1, Long.MAX_VALUE);
      Checks.range("readAheadEvents", readAheadEvents, 1, MAX_EVENTS);
      Checks.range("readAheadBytes", readAheadBytes, 1, Long.MAX_VALUE);
      Checks.range("adoptInterval", adoptInterval, Duration.ofMillis(10), Duration.ofDays(1));
    }
  }
}
