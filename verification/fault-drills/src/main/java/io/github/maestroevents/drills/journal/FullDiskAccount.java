package io.github.maestroevents.drills.journal;

import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.policy.JournalPolicy.WhenFull;
import java.time.Duration;
import java.util.Locale;

/**
 * What came of a full disk.
 *
 * @param spills the level: SPILL or JOURNALED
 * @param whenFull the policy
 * @param thrown calls of {@code send} that threw
 * @param longest the longest call of {@code send}
 * @param refusedAfterwards calls that threw, or events dropped, after space had come back
 * @param stats the engine's account after its end
 * @param metered whether its meters tell the same
 * @param ledger what was accepted and what arrived
 */
record FullDiskAccount(
    boolean spills,
    WhenFull whenFull,
    long thrown,
    Duration longest,
    long refusedAfterwards,
    DeliveryStats stats,
    boolean metered,
    DrillLedger ledger) {

  /** Five times what {@code send} is allowed to wait for the journal. */
  static final Duration HANGS = Duration.ofSeconds(10);

  static final String HEADING =
      String.format(
          Locale.ROOT,
          "%-9s %-12s %8s %8s %8s %8s %9s %9s %6s %5s %9s %12s",
          "",
          "when full",
          "offered",
          "accepted",
          "rejected",
          "dropped",
          "discarded",
          "delivered",
          "order",
          "left",
          "afterwards",
          "longest send");

  String line() {
    return String.format(
        Locale.ROOT,
        "%-9s %-12s %,8d %,8d %,8d %,8d %,9d %,9d %6d %5d %9d %9d ms",
        spills ? "SPILL" : "JOURNALED",
        whenFull,
        stats.offered(),
        stats.accepted(),
        stats.rejected(),
        stats.dropped(),
        stats.discarded(),
        stats.delivered(),
        ledger.orderViolations(),
        stats.undelivered(),
        refusedAfterwards,
        longest.toMillis());
  }

  boolean isSound() {
    return stats.balanced()
        && metered
        && stats.undelivered() == 0
        && stats.deadLettered() == 0
        && stats.quarantined() == 0
        && stats.rejected() == thrown
        && stats.delivered() == ledger.arrived() + ledger.duplicates()
        && ledger.missing() == stats.dropped() + stats.discarded()
        && ledger.isOrderly()
        && refusedAfterwards == 0
        && longest.compareTo(HANGS) < 0
        && isAsThePolicySays();
  }

  private boolean isAsThePolicySays() {
    return switch (whenFull) {
      case REJECT -> stats.rejected() > 0 && stats.dropped() == 0 && stats.discarded() == 0;
      case DROP_NEWEST -> stats.dropped() > 0 && stats.discarded() == 0;
      case DROP_OLDEST -> stats.discarded() > 0;
    };
  }
}
