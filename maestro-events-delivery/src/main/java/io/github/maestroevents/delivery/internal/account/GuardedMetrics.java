package io.github.maestroevents.delivery.internal.account;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.monitor.DeliveryAttempt;
import io.github.maestroevents.delivery.monitor.DeliveryMetrics;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.monitor.MonitoredDestination;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.event.EventType;
import io.github.maestroevents.spi.DeliveryOutcome.Fault;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.SafeLogger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The only way from the engine to metrics of the host: what they throw, an {@code Error} included,
 * is logged at most once a minute and changes nothing. Any thread.
 */
public final class GuardedMetrics implements DeliveryMetrics {

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

  /** Not guarded: what it throws fails the start. */
  @Override
  public void started(MonitoredDestination monitored) {
    metrics.started(monitored);
  }

  @Override
  public void delivered(EventType type, long latencyNanos) {
    try {
      metrics.delivered(type, latencyNanos);
    } catch (Throwable thrown) { // the host's code, as in every method here
      failed(thrown);
    }
  }

  @Override
  public void filtered(EventType type) {
    try {
      metrics.filtered(type);
    } catch (Throwable thrown) {
      failed(thrown);
    }
  }

  @Override
  public void deadLettered(DeadLetter letter) {
    try {
      metrics.deadLettered(letter);
    } catch (Throwable thrown) {
      failed(thrown);
    }
  }

  @Override
  public void discarded(EventType type) {
    try {
      metrics.discarded(type);
    } catch (Throwable thrown) {
      failed(thrown);
    }
  }

  @Override
  public void retried(Fault fault, boolean inDoubt) {
    try {
      metrics.retried(fault, inDoubt);
    } catch (Throwable thrown) {
      failed(thrown);
    }
  }

  @Override
  public void attempted(DeliveryAttempt attempt) {
    try {
      metrics.attempted(attempt);
    } catch (Throwable thrown) {
      failed(thrown);
    }
  }

  @Override
  public void circuitChanged(CircuitState from, CircuitState to) {
    try {
      metrics.circuitChanged(from, to);
    } catch (Throwable thrown) {
      failed(thrown);
    }
  }

  /** Not logged when it fails: that would be a problem once more. */
  @Override
  public void problem(String text) {
    try {
      metrics.problem(text);
    } catch (Throwable thrown) {
      failed(null);
    }
  }

  @Override
  public void sampled(DeliveryStats stats) {
    try {
      metrics.sampled(stats);
    } catch (Throwable thrown) {
      failed(thrown);
    }
  }

  @Override
  public void imbalanced(DeliveryStats stats) {
    try {
      metrics.imbalanced(stats);
    } catch (Throwable thrown) {
      failed(thrown);
    }
  }

  @Override
  public void ended(DeliveryStats stats) {
    try {
      metrics.ended(stats);
    } catch (Throwable thrown) {
      failed(thrown);
    }
  }

  private void failed(@Nullable Throwable thrown) {
    synchronized (failures) {
      failures.count(1);
      long now = thrown == null ? 0 : nanoTime();
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
