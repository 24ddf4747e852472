package io.github.maestroevents.delivery.policy;

import io.github.maestroevents.delivery.store.EventJournal;

/** What a returning {@code send} proves. */
public enum AcceptanceLevel {
  /** The event is in bounded memory; it is lost if the process dies before it is delivered. */
  MEMORY,

  /**
   * The event is on disk, in the publisher's {@link EventJournal}: {@code send} waits for the
   * commit that holds it, which many senders share. It is delivered even if the process dies, once
   * a publisher opens the journal again. What can never be delivered (filtered, too large, not to
   * be encoded) is not written, though {@code send} returns. For events of which none may be lost
   * while the destination may be down for hours.
   */
  JOURNALED,

  /**
   * The destination has acknowledged the event. {@code send} waits for that, up to a deadline, and
   * throws otherwise; the caller, who still owns the event then, sends it again. For hosts with a
   * durable queue of their own.
   */
  CONFIRMED
}
