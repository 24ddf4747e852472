package io.github.maestroevents.delivery.internal.flight;

import io.github.maestroevents.delivery.internal.limits.TimeLimits;

/**
 * Whether anything is delivered, and not by way of exception. Judged by the last few dozen answers.
 * Confined to the delivery thread.
 */
final class Pulse {

  /** The weight of one answer among those before it. */
  private static final double WEIGHT = 1.0 / 32;

  private final double least;
  private double deliveries;
  private boolean everDelivered;
  private long deliveredNanos;

  /**
   * Nothing delivered yet.
   *
   * @param least the share of deliveries below which these are exceptions
   */
  Pulse(double least) {
    this.least = least;
  }

  void delivered(long now) {
    everDelivered = true;
    deliveredNanos = now;
    deliveries += WEIGHT * (1 - deliveries);
  }

  void failed() {
    deliveries -= WEIGHT * deliveries;
  }

  /** Whether deliveries are frequent, and the last was of late. */
  boolean beats(long now) {
    return deliveries >= least && deliveredWithin(TimeLimits.SILENCE_NANOS, now);
  }

  /** Whether the last delivery is no longer ago than this. */
  boolean deliveredWithin(long nanos, long now) {
    return everDelivered && now - deliveredNanos < nanos;
  }
}
