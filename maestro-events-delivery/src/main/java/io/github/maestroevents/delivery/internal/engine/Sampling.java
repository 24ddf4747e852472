package io.github.maestroevents.delivery.internal.engine;

import io.github.maestroevents.delivery.internal.account.DeliveryLog;
import io.github.maestroevents.delivery.monitor.DeliveryMetrics;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Tells the metrics about once a second where every event is, and looks once a minute whether the
 * books balance. On the delivery thread, between two turns, when nothing is under way.
 */
final class Sampling {

  private static final long SAMPLE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long AUDIT_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Supplier<DeliveryStats> stats;
  private final DeliveryMetrics metrics;
  private final DeliveryLog log;
  private long nextSampleNanos;
  private long nextAuditNanos;

  Sampling(Supplier<DeliveryStats> stats, DeliveryMetrics metrics, DeliveryLog log, long now) {
    this.stats = stats;
    this.metrics = metrics;
    this.log = log;
    this.nextSampleNanos = now;
    this.nextAuditNanos = now + AUDIT_NANOS;
  }

  /** Called at the end of every turn. */
  void run(long now) {
    if (now - nextSampleNanos < 0) {
      return;
    }
    nextSampleNanos = now + SAMPLE_NANOS;
    DeliveryStats sample = stats.get();
    metrics.sampled(sample);
    if (now - nextAuditNanos >= 0) {
      nextAuditNanos = now + AUDIT_NANOS;
      audit(sample);
    }
  }

  /** The publisher has ended, and those who wait for that hear of it next. */
  void end() {
    try {
      metrics.ended(stats.get());
    } catch (Throwable thrown) { // the host's clock; those who wait for the end hear of it
      log.callbackFailed("clock", "the end", thrown, nextSampleNanos);
    }
  }

  private void audit(DeliveryStats sample) {
    if (!sample.balanced()) {
      log.imbalanced(sample);
      metrics.imbalanced(sample);
    }
  }
}
