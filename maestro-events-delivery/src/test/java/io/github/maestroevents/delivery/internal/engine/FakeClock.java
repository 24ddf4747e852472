package io.github.maestroevents.delivery.internal.engine;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Time that stands still until it is told to go. */
public final class FakeClock implements DeliveryClock {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicLong nanos = new AtomicLong();
  private volatile Duration wallOffset = Duration.ZERO;

  public void advance(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }

  /** Somebody sets the machine's time; the monotonic clock goes on. */
  void setWall(Duration offset) {
    wallOffset = offset;
  }

  @Override
  public long nanoTime() {
    return nanos.get();
  }

  @Override
  public Instant now() {
    return START.plus(wallOffset).plusNanos(nanos.get());
  }
}
