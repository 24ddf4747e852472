package io.github.maestroevents.delivery.health;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the events of some destinations arrive, at one moment: one word, and what is wrong. It is
 * computed of {@link DeliveryStats} and a time alone and remembers nothing, so anybody may ask at
 * any time, on any thread; nothing blocks. Immutable.
 */
public final class DeliveryHealth {

  private final Map<String, HealthStatus> destinations;
  private final List<HealthFinding> findings;

  private DeliveryHealth(Map<String, HealthStatus> destinations, List<HealthFinding> findings) {
    this.destinations = Collections.unmodifiableMap(destinations);
    this.findings = List.copyOf(findings);
  }

  /** The health of a publisher's destinations now, by the default thresholds. */
  public static DeliveryHealth of(DeliveringPublisher publisher) {
    return of(publisher, HealthThresholds.defaults());
  }

  /** The health of a publisher's destinations now. */
  public static DeliveryHealth of(DeliveringPublisher publisher, HealthThresholds thresholds) {
    return of(publisher.statsByDestination(), thresholds, DeliveryClock.system().now());
  }

  /**
   * The health of these destinations at a time.
   *
   * @param stats by the names of the destinations; none means healthy
   * @param now the time of day by the clock of the publishers. What is later than this counts as of
   *     this moment, so that a clock that was put back raises no alarm. How long the delivery
   *     thread has taken no turn does not depend on it
   */
  public static DeliveryHealth of(
      Map<String, DeliveryStats> stats, HealthThresholds thresholds, Instant now) {
    requireNonNull(thresholds, "thresholds");
    requireNonNull(now, "now");
    Map<String, HealthStatus> destinations = new LinkedHashMap<>();
    List<HealthFinding> all = new ArrayList<>();
    stats.forEach(
        (destination, one) -> {
          List<HealthFinding> found = new Examination(destination, one, thresholds, now).findings();
          destinations.put(destination, HealthStatus.of(found));
          all.addAll(found);
        });
    return new DeliveryHealth(destinations, all);
  }

  /** The worst status of all destinations; healthy if there are none. */
  public HealthStatus status() {
    return HealthStatus.of(findings);
  }

  /** The status of each destination by its name, in the order of the statistics. Unmodifiable. */
  public Map<String, HealthStatus> byDestination() {
    return destinations;
  }

  /** What is wrong: empty if everything is healthy. Unmodifiable. */
  public List<HealthFinding> findings() {
    return findings;
  }

  /** What is wrong with one destination: empty if it is healthy, or not known. Unmodifiable. */
  public List<HealthFinding> findings(String destination) {
    return findings.stream().filter(one -> one.destination().equals(destination)).toList();
  }

  /** The status, and what is wrong. */
  @Override
  public String toString() {
    return status() + (findings.isEmpty() ? "" : " " + findings);
  }
}
