package io.github.maestroevents.delivery;

import java.time.Instant;

/**
 * The only source of time of the delivery engine. It is read once a turn on the delivery thread and
 * never in {@code send}. Tests put a manual clock here.
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
