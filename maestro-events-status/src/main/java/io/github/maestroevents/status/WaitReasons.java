package io.github.maestroevents.status;

import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why the events wait that are not delivered yet: a sentence for each reason. */
final class WaitReasons {

  /**
   * One reason.
   *
   * @param time what the sentence ends with, as the reader's browser shows it; null if with none
   */
  record Reason(String text, @Nullable Instant time) {}

  private WaitReasons() {}

  static List<Reason> of(DeliveryStats stats) {
    List<Reason> reasons = new ArrayList<>();
    if (stats.undelivered() == 0) {
      return reasons;
    }
    if (stats.paused()) {
      add(reasons, "The destination is paused.", null);
    }
    if (stats.circuit() != CircuitState.CLOSED) {
      String state = stats.circuit() == CircuitState.OPEN ? "open" : "half open";
      add(reasons, "The circuit is " + state + " since", stats.circuitSince());
    }
    if (stats.backingOff() > 0) {
      add(
          reasons,
          verb(stats.backingOff(), "waits", "wait")
              + " for another attempt after a failure; the next is due at",
          stats.nextRetry());
    }
    if (stats.behindInFlight() > 0) {
      add(
          reasons,
          verb(stats.behindInFlight(), "waits", "wait")
              + " behind an older event of the same ordering key that is in flight.",
          null);
    }
    if (stats.inFlight() > 0) {
      add(
          reasons,
          verb(stats.inFlight(), "is", "are") + " at the destination and not answered yet.",
          null);
    }
    long others = stats.waiting() - stats.backingOff() - stats.behindInFlight();
    if (others > 0) {
      add(reasons, verb(others, "waits", "wait") + rest(stats), null);
    }
    if (stats.queued() > 0) {
      add(reasons, verb(stats.queued(), "is", "are") + " in the queue.", null);
    }
    onDisk(stats, reasons);
    return reasons;
  }

  private static String rest(DeliveryStats stats) {
    if (stats.paused()) {
      return " until it is resumed.";
    }
    return stats.circuit() == CircuitState.CLOSED
        ? " for room in a batch or for their turn."
        : " until the circuit closes.";
  }

  private static void onDisk(DeliveryStats stats, List<Reason> reasons) {
    if (stats.parked() > 0) {
      add(
          reasons,
          verb(stats.parked(), "is", "are")
              + " parked in the journal: their part of the destination is in trouble.",
          null);
    }
    long unparked = stats.journaled() - stats.parked();
    if (unparked > 0) {
      add(
          reasons,
          verb(unparked, "lies", "lie") + " in the journal until memory has room for them.",
          null);
    }
  }

  /** {@code 1,234 events}. */
  static String events(long count) {
    return number(count) + (count == 1 ? " event" : " events");
  }

  static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String verb(long count, String one, String many) {
    return events(count) + " " + (count == 1 ? one : many);
  }

  /** A sentence that wants a time does without where there is none. */
  private static void add(List<Reason> reasons, String text, @Nullable Instant time) {
    boolean wantsTime = text.endsWith(" since") || text.endsWith(" at");
    if (wantsTime && time == null) {
      reasons.add(new Reason(text.replaceFirst("(; the next is due at| since)$", "."), null));
    } else {
      reasons.add(new Reason(text, time));
    }
  }
}
