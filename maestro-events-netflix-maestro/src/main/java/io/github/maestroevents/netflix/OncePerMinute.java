package io.github.maestroevents.netflix;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Lets one line about a thing through a minute. Any thread. */
final class OncePerMinute {

  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final DeliveryClock clock;

  /** When the next line is due. */
  private final AtomicLong dueNanos;

  OncePerMinute(DeliveryClock clock) {
    this.clock = clock;
    this.dueNanos = new AtomicLong(clock.nanoTime());
  }

  /** True for one caller, and then for nobody for a minute. */
  boolean isDue() {
    long now = clock.nanoTime();
    long due = dueNanos.get();
    return now - due >= 0 && dueNanos.compareAndSet(due, now + MINUTE);
  }
}
