package io.github.maestroevents.micrometer;

import io.github.maestroevents.delivery.monitor.DeliveryForecast;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.monitor.MonitoredDestination;
import io.github.maestroevents.delivery.policy.AcceptanceLevel;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a destination for those who scrape: read once for all meters of a scrape, and
 * never more often than every {@value #FRESH_MILLIS} ms. {@link #now} may run on many threads at a
 * time, and one of them reads. {@link #sampled} and {@link #ended} run on threads of the engine,
 * which do not wait for somebody who reads.
 */
final class Readings {

  static final long FRESH_MILLIS = 500;

  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(FRESH_MILLIS);

  private final MonitoredDestination destination;
  private final DeliveryForecast forecast = new DeliveryForecast();

  /** Guarded by this. */
  private Reading last;

  /** From the thread that ends the publisher to all who read. */
  private volatile boolean ended;

  Readings(MonitoredDestination destination) {
    this.destination = destination;
    DeliveryClock clock = destination.clock();
    this.last = reading(destination.stats(), clock.nanoTime(), clock.now(), null);
  }

  /** The figures of this moment, or of one shortly before. */
  synchronized Reading now() {
    Reading before = last;
    try {
      long nanos = destination.clock().nanoTime();
      long age = nanos - before.nanos();
      if (age < 0 || age >= FRESH_NANOS || ended) {
        DeliveryStats stats = destination.stats();
        forecast.sampled(stats, nanos);
        last = reading(stats, nanos, destination.clock().now(), before);
      }
    } catch (Throwable failed) { // the clock and the store are the host's; a scrape goes on
      return before;
    }
    return last;
  }

  /** Takes in what the engine tells once a second, since nobody may scrape for hours. */
  void sampled(DeliveryStats stats) {
    forecast.sampled(stats, destination.clock().nanoTime());
  }

  /** The publisher has ended: its last figures are not those of half a second ago. */
  void ended() {
    ended = true;
  }

  private Reading reading(DeliveryStats stats, long nanos, Instant time, @Nullable Reading before) {
    boolean settledOnly = destination.acceptance() != AcceptanceLevel.MEMORY;
    return Reading.of(stats, nanos, time, settledOnly, before, forecast);
  }
}
