package io.github.maestroevents.delivery.internal.engine;

import io.github.maestroevents.delivery.internal.account.DeliveryLog;
import io.github.maestroevents.delivery.internal.account.GuardedMetrics;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the metrics about once a second where every event is, and looks once a minute whether the
 * books balance. On the delivery thread, between two turns, when nothing is under way.
 */
final class Sampling {

  private static final long SAMPLE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long AUDIT_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Supplier<DeliveryStats> stats;
  private final LongSupplier losses;
  private final GuardedMetrics metrics;
  private final DeliveryLog log;
  private long lost;

  /** Publishes when events were last lost, by the reading of the clock; null if never. */
  private volatile @Nullable Long lastLossNanos;

  private long nextSampleNanos;
  private long nextAuditNanos;

  /**
   * @param losses how many accepted events were lost so far
   */
  Sampling(
      Supplier<DeliveryStats> stats,
      LongSupplier losses,
      GuardedMetrics metrics,
      DeliveryLog log,
      long now) {
    this.stats = stats;
    this.losses = losses;
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
    noteLoss(now);
    DeliveryStats sample = stats.get();
    metrics.tell(each -> each.sampled(sample));
    if (now - nextAuditNanos >= 0) {
      nextAuditNanos = now + AUDIT_NANOS;
      audit(sample);
    }
  }

  private void noteLoss(long now) {
    long lostNow = losses.getAsLong();
    if (lostNow != lost) {
      lost = lostNow;
      lastLossNanos = now;
    }
  }

  /** When events were last lost, by the reading of the clock; null if never. Any thread. */
  @Nullable Long lastLossNanos() {
    return lastLossNanos;
  }

  /** The publisher has ended, and those who wait for that hear of it next. */
  void end() {
    metrics.tell(each -> each.ended(stats.get()));
  }

  private void audit(DeliveryStats sample) {
    if (!sample.balanced()) {
      log.imbalanced(sample);
      metrics.tell(each -> each.imbalanced(sample));
    }
  }
}
