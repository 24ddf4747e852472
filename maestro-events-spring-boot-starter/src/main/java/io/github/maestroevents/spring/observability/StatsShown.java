package io.github.maestroevents.spring.observability;

import io.github.maestroevents.delivery.monitor.DeliveryStats;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Statistics by their names, for JSON. Times are ISO 8601 in UTC; what there is not is left out.
 */
final class StatsShown {

  private StatsShown() {}

  static Map<String, Object> of(DeliveryStats stats) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("accepted", stats.accepted());
    shown.put("rejected", stats.rejected());
    shown.put("rejectedFull", stats.rejectedFull());
    shown.put("rejectedClosed", stats.rejectedClosed());
    shown.put("dropped", stats.dropped());
    shown.put("droppedByJournal", stats.droppedByJournal());
    shown.put("recovered", stats.recovered());
    shown.put("delivered", stats.delivered());
    shown.put("deadLettered", stats.deadLettered());
    shown.put("filtered", stats.filtered());
    shown.put("discarded", stats.discarded());
    shown.put("quarantined", stats.quarantined());
    shown.put("successRatio", stats.successRatio());
    shown.put("balanced", stats.balanced());
    shown.put("undelivered", stats.undelivered());
    shown.put("queued", stats.queued());
    shown.put("queueCapacity", stats.queueCapacity());
    shown.put("waiting", stats.waiting());
    shown.put("behindInFlight", stats.behindInFlight());
    shown.put("backingOff", stats.backingOff());
    shown.put("inFlight", stats.inFlight());
    shown.put("heldBytes", stats.heldBytes());
    shown.put("journaled", stats.journaled());
    shown.put("parked", stats.parked());
    shown.put("journalEvents", stats.journalEvents());
    shown.put("journalBytes", stats.journalBytes());
    shown.put("journalMaxBytes", stats.journalMaxBytes());
    shown.put("spilled", stats.spilled());
    shown.put("retried", stats.retried());
    shown.put("retriedInDoubt", stats.retriedInDoubt());
    shown.put("batches", stats.batches());
    time(shown, "oldestInMemory", stats.oldestInMemory());
    time(shown, "oldestJournaled", stats.oldestJournaled());
    time(shown, "oldestUndelivered", stats.oldestUndelivered());
    time(shown, "nextRetry", stats.nextRetry());
    time(shown, "lastDrop", stats.lastDrop());
    time(shown, "lastTurn", stats.lastTurn());
    Duration turnAge = stats.turnAge();
    if (turnAge != null) {
      shown.put("turnAgeMillis", turnAge.toMillis());
    }
    shown.put("ended", stats.ended());
    return shown;
  }

  static void time(Map<String, Object> shown, String name, @Nullable Instant time) {
    if (time != null) {
      shown.put(name, time.toString());
    }
  }
}
