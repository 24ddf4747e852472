package io.github.maestroevents.examples.quickstart;

import io.github.maestroevents.delivery.monitor.DeliveryStats;
import java.time.Duration;
import java.util.function.Supplier;

/** Kills the broker with events on their way, leaves it dead for a while, and starts it again. */
final class Outage {

  private static final Duration PROBE_INTERVAL = Duration.ofMillis(100);

  /**
   * What was seen of it.
   *
   * @param dead from the kill until it was started again
   * @param out from the kill until it served again
   * @param probes attempts to connect while it was dead
   * @param refused how many of these found nobody
   * @param atKill where the events were just before the kill
   * @param whenGone where they were when the process was gone
   * @param atStart where they were when it was started again
   * @param whenBack where they were when it served again
   */
  record Seen(
      Duration dead,
      Duration out,
      int probes,
      int refused,
      DeliveryStats atKill,
      DeliveryStats whenGone,
      DeliveryStats atStart,
      DeliveryStats whenBack) {

    /** Whether it was one: nobody listened, and events could not get through. */
    boolean happened() {
      return probes > 0
          && refused == probes
          && atStart.accepted() > whenGone.accepted()
          && (whenBack.retried() > atKill.retried() || atStart.inFlight() > 0);
    }
  }

  private final Broker broker;
  private final Supplier<DeliveryStats> stats;

  // Written by the thread that runs the outage; tells callers what to book their latency under.
  private volatile Phase phase = Phase.BEFORE;

  Outage(Broker broker, Supplier<DeliveryStats> stats) {
    this.broker = broker;
    this.stats = stats;
  }

  /** Where things stand now. Any thread. */
  Phase phase() {
    return phase;
  }

  /** Blocks until the broker serves again. */
  Seen strike(Duration downTime) throws InterruptedException {
    DeliveryStats atKill = stats.get();
    phase = Phase.DURING;
    long killed = System.nanoTime();
    broker.kill9();
    DeliveryStats whenGone = stats.get();
    int probes = 0;
    int refused = 0;
    while (since(killed).compareTo(downTime) < 0) {
      probes++;
      refused += broker.answers() ? 0 : 1;
      Thread.sleep(PROBE_INTERVAL.toMillis());
    }
    DeliveryStats atStart = stats.get();
    Duration dead = since(killed);
    broker.restart();
    Duration out = since(killed);
    phase = Phase.AFTER;
    return new Seen(dead, out, probes, refused, atKill, whenGone, atStart, stats.get());
  }

  private static Duration since(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }
}
