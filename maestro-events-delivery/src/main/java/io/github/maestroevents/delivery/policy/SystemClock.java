package io.github.maestroevents.delivery.policy;

import java.time.Instant;

/** The machine's clock: the one class that reads it. */
enum SystemClock implements DeliveryClock {
  INSTANCE;

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Instant now() {
    return Instant.now();
  }
}
