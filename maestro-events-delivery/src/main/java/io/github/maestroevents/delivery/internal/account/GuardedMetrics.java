package io.github.maestroevents.delivery.internal.account;

import io.github.maestroevents.delivery.monitor.DeliveryMetrics;
import io.github.maestroevents.delivery.monitor.MonitoredDestination;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.SafeLogger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The only way from the engine to metrics of the host: what they throw, an {@code Error} included,
 * is logged at most once a minute and changes nothing. What they are told is computed here too, and
 * not at all if nobody listens. Any thread.
 */
public final class GuardedMetrics {

  private final DeliveryMetrics metrics;
  private final String destination;
  private final SafeLogger log;
  private final DeliveryClock clock;

  /** Guarded by itself. */
  private final Recurring failures = new Recurring();

  public GuardedMetrics(
      DeliveryMetrics metrics, String destination, Logger log, DeliveryClock clock) {
    this.metrics = metrics;
    this.destination = LogText.id(destination);
    this.log = SafeLogger.of(log);
    this.clock = clock;
  }

  /** The publisher comes to be. Not guarded: what this throws fails that. */
  public void started(MonitoredDestination monitored) {
    metrics.started(monitored);
  }

  /** Tells what happened. */
  public void tell(Consumer<DeliveryMetrics> call) {
    if (metrics == DeliveryMetrics.none()) {
      return;
    }
    try {
      call.accept(metrics);
    } catch (Throwable thrown) { // the host's code
      failed(thrown);
    }
  }

  /** Tells of a line in the log. Not logged when it fails: that would be a line once more. */
  public void problem(String text) {
    try {
      metrics.problem(text);
    } catch (Throwable thrown) { // the host's code
      failed(null);
    }
  }

  /** Counts a failure; logs it unless there is nothing to log. */
  private void failed(@Nullable Throwable thrown) {
    synchronized (failures) {
      failures.count(1);
      long now = nanoTime();
      if (thrown == null || !failures.isDue(now)) {
        return;
      }
      log.error(
          "The metrics of destination '{}' failed ({} time(s)), and show too little; events are not"
              + " touched by that. Last: {}",
          destination,
          failures.take(now),
          LogText.of(thrown));
    }
  }

  private long nanoTime() {
    try {
      return clock.nanoTime();
    } catch (Throwable thrown) { // the host's clock; a line may be missing, and nothing else
      return 0;
    }
  }
}
