package io.github.maestroevents.examples.quickstart;

import io.github.maestroevents.delivery.monitor.DeliveryStats;
import java.time.Duration;

/** Stats and an outage as a run of the quickstart may see them. */
final class Samples {

  private Samples() {}

  static DeliveryStats delivered(long events) {
    return stats(events, 0, events, 0, 0, 0);
  }

  static DeliveryStats dropped(long delivered, long dropped) {
    return stats(delivered, dropped, delivered, 0, 0, 0);
  }

  static DeliveryStats deadLettered(long delivered, long deadLettered) {
    return stats(delivered + deadLettered, 0, delivered, deadLettered, 0, 0);
  }

  static DeliveryStats inFlight(long accepted, long inFlight, long retried) {
    return stats(accepted, 0, accepted - inFlight, 0, inFlight, retried);
  }

  /** Four seconds of it, with two events in flight and the only probe refused. */
  static Outage.Seen outage() {
    return outage(1, 1, inFlight(5, 2, 0), inFlight(9, 2, 0));
  }

  static Outage.Seen outage(int probes, int refused, DeliveryStats atKill, DeliveryStats atStart) {
    return new Outage.Seen(
        Duration.ofSeconds(4),
        Duration.ofMillis(9_400),
        probes,
        refused,
        atKill,
        atKill,
        atStart,
        atStart);
  }

  private static DeliveryStats stats(
      long accepted, long dropped, long delivered, long deadLettered, long inFlight, long retried) {
    return new SeenStats(accepted, dropped, delivered, deadLettered, inFlight, retried);
  }
}
