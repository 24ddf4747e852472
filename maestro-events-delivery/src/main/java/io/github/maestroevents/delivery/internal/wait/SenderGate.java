package io.github.maestroevents.delivery.internal.wait;

import io.github.maestroevents.delivery.monitor.CircuitState;
import org.jspecify.annotations.Nullable;

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

  /** Whether the journal thread is held, so that nothing is written at present. */
  boolean isJournalHeld();

  /** Why a thread of the engine has ended before its time; null while all is well. */
  @Nullable Throwable failure();

  /** A sender has waited in vain: a failure of the destination. */
  void senderTimedOut();
}
