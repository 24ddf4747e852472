package io.github.maestroevents.delivery.internal.thread;

import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.spi.SafeLogger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A clock of the host that never throws: while the host's fails, time goes on from its last reading
 * as the machine's clock does. Any thread.
 */
public final class SteadyClock implements DeliveryClock {

  private static final SafeLogger LOG = SafeLogger.of(SteadyClock.class);

  private final DeliveryClock clock;

  /** The last reading, of whichever thread, from which others go on when the clock fails. */
  private volatile long last;

  /** Whether the last reading failed, from the thread that read to the others. */
  private volatile boolean failing;

  /** The last reading made up, to which the clock never goes back; null if it has never failed. */
  private volatile @Nullable Long floor;

  /** What the machine's clock is short of the host's while that fails. Guarded by this. */
  private long offset;

  private SteadyClock(DeliveryClock clock) {
    this.clock = clock;
  }

  /** The clock, guarded, unless it needs no guard. */
  public static DeliveryClock of(DeliveryClock clock) {
    return clock == DeliveryClock.system() || clock instanceof SteadyClock
        ? clock
        : new SteadyClock(clock);
  }

  @Override
  public long nanoTime() {
    try {
      long reading = clock.nanoTime();
      if (failing) {
        failing = false;
      }
      Long lowest = floor;
      if (lowest != null && reading - lowest < 0) {
        return lowest;
      }
      last = reading;
      return reading;
    } catch (Throwable thrown) { // the host's code
      return standIn(thrown);
    }
  }

  private synchronized long standIn(Throwable thrown) {
    long machine = DeliveryClock.system().nanoTime();
    if (!failing) {
      offset = last - machine;
      failing = true;
      tell(thrown);
    }
    long reading = machine + offset;
    last = reading;
    floor = reading;
    return reading;
  }

  @Override
  public Instant now() {
    try {
      Instant now = clock.now();
      return now == null ? DeliveryClock.system().now() : now;
    } catch (Throwable thrown) { // the host's code; nanoTime tells of it
      return DeliveryClock.system().now();
    }
  }

  private static void tell(Throwable thrown) {
    LOG.error("The host's clock failed; the machine's is read until it works again", thrown);
  }
}
