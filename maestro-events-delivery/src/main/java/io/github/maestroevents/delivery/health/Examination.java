package io.github.maestroevents.delivery.health;

import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Looks at one destination at one moment. Used by one thread, once. */
final class Examination {

  private final String destination;
  private final DeliveryStats stats;
  private final HealthThresholds thresholds;
  private final Instant now;
  private final List<HealthFinding> findings = new ArrayList<>();

  Examination(String destination, DeliveryStats stats, HealthThresholds thresholds, Instant now) {
    this.destination = destination;
    this.stats = stats;
    this.thresholds = thresholds;
    this.now = now;
  }

  /** In the order of the reasons. */
  List<HealthFinding> findings() {
    if (stats.ended()) {
      closed();
      return findings;
    }
    pause();
    circuit();
    oldestEvent();
    drops();
    losses();
    journal();
    turn();
    queue();
    return findings;
  }

  /** The host has wished for it. Its last figures change no more, so they are not judged. */
  private void closed() {
    add(
        HealthReason.CLOSED,
        HealthStatus.DEGRADED,
        "closed by the host: no event is accepted or delivered any more");
  }

  private void pause() {
    if (stats.paused()) {
      add(
          HealthReason.PAUSED,
          HealthStatus.DEGRADED,
          "paused by the host: events are accepted and held, %s wait",
          count(stats.undelivered()));
    }
  }

  private void circuit() {
    if (stats.circuit() == CircuitState.CLOSED) {
      return;
    }
    Instant since = stats.circuitSince();
    Duration age = age(since == null ? now : since);
    old(
        HealthReason.CIRCUIT_OPEN,
        age,
        thresholds.circuitOpen(),
        "the circuit has not been closed for %s (limit %s): the destination fails, or is too slow");
  }

  private void oldestEvent() {
    Instant oldest = stats.oldestUndelivered();
    if (oldest != null) {
      old(
          HealthReason.OLDEST_EVENT,
          age(oldest),
          thresholds.oldestEvent(),
          "the oldest undelivered event is %s old (limit %s); "
              + count(stats.undelivered())
              + " are undelivered");
    }
  }

  /** Here the worse limit is the shorter: a drop is forgotten with time. */
  private void drops() {
    Instant drop = stats.lastDrop();
    if (drop == null) {
      return;
    }
    Duration age = age(drop);
    HealthThresholds.Times limit = thresholds.drops();
    boolean failing = age.compareTo(limit.failing()) < 0;
    if (failing || age.compareTo(limit.degraded()) < 0) {
      add(
          HealthReason.DROPS,
          failing ? HealthStatus.FAILING : HealthStatus.DEGRADED,
          "events were dropped %s ago (counts for %s), since the queue or the journal was full;"
              + " %s since the start",
          HealthText.time(age),
          HealthText.time(failing ? limit.failing() : limit.degraded()),
          count(stats.dropped()));
    }
  }

  private void losses() {
    Instant loss = stats.lastLoss();
    if (loss != null && age(loss).compareTo(thresholds.drops().degraded()) < 0) {
      add(
          HealthReason.LOSSES,
          HealthStatus.DEGRADED,
          "accepted events were given up %s ago (counts for %s): %s dead-lettered, %s discarded, %s"
              + " quarantined since the start",
          HealthText.time(age(loss)),
          HealthText.time(thresholds.drops().degraded()),
          count(stats.deadLettered()),
          count(stats.discarded()),
          count(stats.quarantined()));
    }
  }

  private void journal() {
    if (stats.journalMaxBytes() > 0) {
      full(
          HealthReason.JOURNAL_FILLS,
          (double) stats.journalBytes() / stats.journalMaxBytes(),
          thresholds.journalShare(),
          "the journal is %s full (limit %s): "
              + HealthText.bytes(stats.journalBytes())
              + " of "
              + HealthText.bytes(stats.journalMaxBytes()));
    }
  }

  private void turn() {
    Duration age = stats.turnAge();
    if (age != null) {
      old(
          HealthReason.NO_TURN,
          age,
          thresholds.noTurn(),
          "the delivery thread has begun no turn for %s (limit %s): code outside of the engine holds"
              + " it, or it is gone");
    }
  }

  private void queue() {
    if (stats.queueCapacity() > 0) {
      full(
          HealthReason.QUEUE_FILLS,
          (double) stats.queued() / stats.queueCapacity(),
          thresholds.queueShare(),
          "the queue is %s full (limit %s): "
              + count(stats.queued())
              + " of "
              + count(stats.queueCapacity())
              + " events");
    }
  }

  /** A time limit is passed at the limit itself. */
  private void old(HealthReason reason, Duration age, HealthThresholds.Times limit, String text) {
    boolean failing = age.compareTo(limit.failing()) >= 0;
    if (failing || age.compareTo(limit.degraded()) >= 0) {
      Duration passed = failing ? limit.failing() : limit.degraded();
      add(reason, status(failing), text, HealthText.time(age), HealthText.time(passed));
    }
  }

  private void full(HealthReason reason, double share, HealthThresholds.Shares limit, String text) {
    boolean failing = share >= limit.failing();
    if (failing || share >= limit.degraded()) {
      double passed = failing ? limit.failing() : limit.degraded();
      add(reason, status(failing), text, HealthText.percent(share), HealthText.percent(passed));
    }
  }

  private void add(HealthReason reason, HealthStatus status, String text, Object... figures) {
    findings.add(
        new HealthFinding(reason, status, destination, String.format(Locale.ROOT, text, figures)));
  }

  private static HealthStatus status(boolean failing) {
    return failing ? HealthStatus.FAILING : HealthStatus.DEGRADED;
  }

  /** Never negative. */
  private Duration age(Instant then) {
    return then.isAfter(now) ? Duration.ZERO : Duration.between(then, now);
  }

  private static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
