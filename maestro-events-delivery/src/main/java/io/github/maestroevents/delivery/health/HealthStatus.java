package io.github.maestroevents.delivery.health;

import java.util.Collection;

/** How well events are delivered, from the best to the worst. */
public enum HealthStatus {
  /** Nothing is wrong. */
  HEALTHY,
  /** Something is wrong that may pass, or that the host wished for: look at it today. */
  DEGRADED,
  /** Events do not arrive, or are lost: look at it now. */
  FAILING;

  /** The worst of these; healthy if nothing is wrong. */
  public static HealthStatus of(Collection<HealthFinding> findings) {
    return findings.stream().map(HealthFinding::status).reduce(HEALTHY, HealthStatus::orWorse);
  }

  /** The worse of this status and another. */
  public HealthStatus orWorse(HealthStatus other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
