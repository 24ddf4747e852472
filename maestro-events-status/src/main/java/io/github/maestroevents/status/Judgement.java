package io.github.maestroevents.status;

import io.github.maestroevents.delivery.health.DeliveryHealth;
import io.github.maestroevents.delivery.health.HealthFinding;
import io.github.maestroevents.delivery.health.HealthReason;
import io.github.maestroevents.delivery.health.HealthStatus;
import io.github.maestroevents.delivery.health.HealthThresholds;
import java.util.List;
import java.util.Map;

/**
 * How a destination is, as {@link DeliveryHealth} says, so that the page never disagrees with who
 * else asks.
 *
 * @param status what everybody says
 * @param findings why, in the order of the reasons
 */
record Judgement(HealthStatus status, List<HealthFinding> findings) {

  static Judgement of(StatusHistory history, HealthThresholds thresholds) {
    String name = history.destination().name();
    DeliveryHealth health =
        DeliveryHealth.of(Map.of(name, history.stats()), thresholds, history.now());
    return new Judgement(health.status(), health.findings());
  }

  /**
   * The word on the card. What is degraded for one reason alone, which the host has wished for, has
   * the word of that reason.
   */
  String word() {
    if (isOnly(HealthReason.PAUSED)) {
      return "PAUSED";
    }
    return isOnly(HealthReason.CLOSED) ? "ENDED" : status.name();
  }

  private boolean isOnly(HealthReason reason) {
    return findings.size() == 1 && findings.get(0).reason() == reason;
  }
}
