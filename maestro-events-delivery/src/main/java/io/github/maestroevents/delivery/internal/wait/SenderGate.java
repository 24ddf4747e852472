package io.github.maestroevents.delivery.internal.wait;

import io.github.maestroevents.delivery.monitor.CircuitState;

/** What a sender that waits asks of its destination's engine, and tells it. Any thread. */
public interface SenderGate {

  /** Whether the destination is being called. */
  CircuitState circuit();

  /** Whether the host has paused deliveries. */
  boolean isPaused();

  /**
   * Whether this sender may go on and wait for the destination. While a probe is out one sender may
   * at a time, and it has to call {@link #senderLeaves} in the end.
   */
  boolean admitsSender();

  /** A sender that was admitted waits no longer, whatever came of it. */
  void senderLeaves();

  /** A sender has waited in vain: a failure of the destination. */
  void senderTimedOut();
}
