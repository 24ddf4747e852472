package io.github.maestroevents.delivery.internal.intake;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Time that goes on by a millisecond whenever it is read: waits end by themselves. */
final class TickingClock implements DeliveryClock {

  private long nanos;

  @Override
  public long nanoTime() {
    nanos += TimeUnit.MILLISECONDS.toNanos(1);
    return nanos;
  }

  @Override
  public Instant now() {
    return Instant.EPOCH.plusNanos(nanoTime());
  }

  /** How often it was read, in milliseconds. */
  long elapsedMillis() {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }
}
