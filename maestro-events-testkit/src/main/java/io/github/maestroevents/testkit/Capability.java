package io.github.maestroevents.testkit;

/**
 * What a publisher and its test bed can do beyond what every publisher must. A contract rule that
 * needs a capability is skipped, visibly, for a publisher that does not declare it.
 */
public enum Capability {
  /** The test can read what arrived: {@link NotificationPublisherContract#received()} works. */
  OBSERVABLE_DESTINATION,
  /** What arrived tells the id of each event: {@link ReceivedEvent#eventId()} is present. */
  CARRIES_EVENT_IDS,
  /** Events of one ordering key arrive, and are read back, in the order they were handed over. */
  KEEPS_KEY_ORDER,
  /** Each event is reported as soon as its own outcome is known, not with the last of its batch. */
  REPORTS_EACH_EVENT,
  /** After {@code close} nothing is accepted any more. */
  REFUSES_AFTER_CLOSE
}
