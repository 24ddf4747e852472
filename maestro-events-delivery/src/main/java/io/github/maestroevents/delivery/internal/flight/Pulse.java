package io.github.maestroevents.delivery.internal.flight;

import io.github.maestroevents.delivery.internal.limits.TimeLimits;

/**
 * Whether the destination delivers at all: if it does, what fails is a part of it. Judged by the
 * last few dozen answers. Confined to the delivery thread.
 */
final class Pulse {

  /** The weight of one answer among those before it. */
  private static final double WEIGHT = 1.0 / 32;

  /** The share of deliveries below which a destination fails as a whole. */
  private static final double LEAST = 0.2;

  private double deliveries;
  private boolean everDelivered;
  private long deliveredNanos;

  void delivered(long now) {
    everDelivered = true;
    deliveredNanos = now;
    deliveries += WEIGHT * (1 - deliveries);
  }

  void failed() {
    deliveries -= WEIGHT * deliveries;
  }

  /** Whether the destination has delivered of late, and not by way of exception. */
  boolean beats(long now) {
    return everDelivered && deliveries >= LEAST && now - deliveredNanos < TimeLimits.SILENCE_NANOS;
  }
}
