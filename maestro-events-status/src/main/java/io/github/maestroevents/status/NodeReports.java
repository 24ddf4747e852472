package io.github.maestroevents.status;

import io.github.maestroevents.delivery.health.HealthFinding;
import io.github.maestroevents.delivery.health.HealthThresholds;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.store.NodeReport;
import io.github.maestroevents.status.internal.history.Column;
import java.lang.module.ModuleDescriptor;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What this node tells the others of one destination: the same that its own page shows. The journal
 * thread runs this, every few seconds; it only computes.
 */
final class NodeReports {

  /** The last minutes. */
  static final Duration WINDOW = Duration.ofMinutes(10);

  private static final String VERSION = version();

  private NodeReports() {}

  static NodeReport of(StatusHistory history, HealthThresholds thresholds) {
    Judgement judgement = Judgement.of(history, thresholds);
    DeliveryStats stats = history.stats();
    long since = history.elapsedMillis() - WINDOW.toMillis();
    long delivered = 0;
    long lost = 0;
    for (long[] row : history.timeline().seconds()) {
      if (Column.END_MILLIS.of(row) >= since) {
        delivered += Column.DELIVERED.of(row);
        lost += Column.LOST.of(row) + Column.DEAD_LETTERED.of(row);
      }
    }
    return new NodeReport(
        judgement.word(),
        judgement.findings().stream().map(HealthFinding::text).toList(),
        stats.undelivered(),
        age(stats.oldestUndelivered(), history.now()),
        stats.journalBytes(),
        stats.journalMaxBytes(),
        delivered,
        lost,
        WINDOW,
        VERSION);
  }

  private static @Nullable Duration age(@Nullable Instant oldest, Instant now) {
    if (oldest == null) {
      return null;
    }
    Duration age = Duration.between(oldest, now);
    return age.isNegative() ? Duration.ZERO : age;
  }

  private static String version() {
    String packaged = NodeReports.class.getPackage().getImplementationVersion();
    if (packaged != null) {
      return packaged;
    }
    ModuleDescriptor module = NodeReports.class.getModule().getDescriptor();
    return module == null ? "not packaged" : module.rawVersion().orElse("not packaged");
  }
}
