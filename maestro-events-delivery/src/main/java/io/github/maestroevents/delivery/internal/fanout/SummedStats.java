package io.github.maestroevents.delivery.internal.fanout;

import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The statistics of several destinations as one. */
public final class SummedStats {

  private SummedStats() {}

  /** The sums; the worst circuit, the oldest event, and a pause if one of them is paused. */
  public static DeliveryStats of(Collection<DeliveryStats> all) {
    DeliveryStats sum =
        new DeliveryStats(
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, CircuitState.CLOSED, null, false);
    for (DeliveryStats stats : all) {
      sum = sum(sum, stats);
    }
    return sum;
  }

  private static DeliveryStats sum(DeliveryStats a, DeliveryStats b) {
    return new DeliveryStats(
        a.accepted() + b.accepted(),
        a.rejected() + b.rejected(),
        a.dropped() + b.dropped(),
        a.recovered() + b.recovered(),
        a.delivered() + b.delivered(),
        a.deadLettered() + b.deadLettered(),
        a.filtered() + b.filtered(),
        a.discarded() + b.discarded(),
        a.quarantined() + b.quarantined(),
        a.queued() + b.queued(),
        a.waiting() + b.waiting(),
        a.inFlight() + b.inFlight(),
        a.journaled() + b.journaled(),
        a.retried() + b.retried(),
        a.batches() + b.batches(),
        worse(a.circuit(), b.circuit()),
        older(a.oldestJournaled(), b.oldestJournaled()),
        a.paused() || b.paused());
  }

  private static CircuitState worse(CircuitState a, CircuitState b) {
    if (a == CircuitState.OPEN || b == CircuitState.OPEN) {
      return CircuitState.OPEN;
    }
    return a == CircuitState.CLOSED ? b : a;
  }

  private static @Nullable Instant older(@Nullable Instant a, @Nullable Instant b) {
    if (a == null || (b != null && b.isBefore(a))) {
      return b;
    }
    return a;
  }
}
