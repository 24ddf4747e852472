package io.github.maestroevents.delivery.health;

/** What can be wrong with a destination. Later versions may add reasons. */
public enum HealthReason {
  /** The host has paused the destination. Never worse than degraded by itself. */
  PAUSED,
  /** The circuit has not been closed for long: the destination fails, or is too slow. */
  CIRCUIT_OPEN,
  /** The oldest event that is not delivered is old. */
  OLDEST_EVENT,
  /** Events were dropped lately, because the queue or the journal was full. */
  DROPS,
  /**
   * Accepted events were dead-lettered, discarded or quarantined lately. Never worse than degraded.
   */
  LOSSES,
  /** The journal holds much of what it may hold. */
  JOURNAL_FILLS,
  /** The delivery thread takes no turns, or has not taken its first since the start. */
  NO_TURN,
  /** The queue in memory is nearly full. */
  QUEUE_FILLS,
  /** The host has closed the publisher. Degraded, and then the only reason. */
  CLOSED
}
