package io.github.maestroevents.delivery.health;

import static java.util.Objects.requireNonNull;

/**
 * One thing that is wrong.
 *
 * @param reason what kind of thing it is
 * @param status how bad it is, {@link HealthStatus#DEGRADED} or {@link HealthStatus#FAILING}
 * @param destination the name of the destination
 * @param text a line for people, with the figure and the threshold that it has passed; no payload
 *     and no secret is in it
 */
public record HealthFinding(
    HealthReason reason, HealthStatus status, String destination, String text) {

  public HealthFinding {
    requireNonNull(reason, "reason");
    requireNonNull(status, "status");
    requireNonNull(destination, "destination");
    requireNonNull(text, "text");
  }
}
