package io.github.maestroevents.delivery.policy;

import java.time.Instant;

/**
 * The only source of time of the delivery engine. It is read on the delivery thread and, with a
 * journal, the journal thread, a few times a turn, and never in {@code send} while the publisher is
 * open. Tests put a manual clock here.
 */
public interface DeliveryClock {

  /** A monotonic reading in nanoseconds with an arbitrary origin, as {@link System#nanoTime()}. */
  long nanoTime();

  /** The time of day, for what people read. */
  Instant now();

  /** The machine's clock. */
  static DeliveryClock system() {
    return SystemClock.INSTANCE;
  }
}
