package io.github.maestroevents.drills.engine;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Time as the drill has it. Each step wakes the delivery thread and waits until it has begun a turn
 * at the new time, so that the engine misses nothing of an hour that passes in a minute. One engine
 * and one driving thread per clock.
 */
final class AcceleratedClock implements DeliveryClock {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Thread driver = Thread.currentThread();

  /** From the driver to the delivery thread. */
  private final AtomicLong nanos = new AtomicLong();

  /** From the delivery thread, which reads the clock once a turn, to the driver. */
  private final AtomicLong turns = new AtomicLong();

  private volatile @Nullable Thread deliveryThread;

  @Override
  public long nanoTime() {
    long now = nanos.get();
    if (Thread.currentThread() != driver) {
      deliveryThread = Thread.currentThread();
      turns.incrementAndGet();
    }
    return now;
  }

  @Override
  public Instant now() {
    return START.plusNanos(nanos.get());
  }

  /** Moves time on; driver only. */
  void advance(long step) {
    nanos.addAndGet(step);
    // One turn may have read the time just before; the second has not.
    long seen = turns.get() + 2;
    while (turns.get() < seen) {
      LockSupport.unpark(deliveryThread);
      Thread.onSpinWait();
    }
  }
}
