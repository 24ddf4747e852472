package io.github.maestroevents.micrometer;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** The machine's clock, which a test can set forward. Any thread. */
final class ShiftedClock implements DeliveryClock {

  private final AtomicLong ahead = new AtomicLong();

  void advance(Duration by) {
    ahead.addAndGet(by.toNanos());
  }

  @Override
  public long nanoTime() {
    return DeliveryClock.system().nanoTime() + ahead.get();
  }

  @Override
  public Instant now() {
    return DeliveryClock.system().now().plusNanos(ahead.get());
  }
}
