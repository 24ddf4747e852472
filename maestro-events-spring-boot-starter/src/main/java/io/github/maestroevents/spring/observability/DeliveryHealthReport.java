package io.github.maestroevents.spring.observability;

import io.github.maestroevents.delivery.health.DeliveryHealth;
import io.github.maestroevents.delivery.health.HealthFinding;
import io.github.maestroevents.delivery.health.HealthStatus;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.spi.LogText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The health of an application's destinations, in the words of Spring Boot. Any thread. */
final class DeliveryHealthReport {

  private final Destinations destinations;
  private final HealthSettings.Values settings;

  DeliveryHealthReport(Destinations destinations, HealthSettings.Values settings) {
    this.destinations = destinations;
    this.settings = settings;
  }

  /**
   * What a health indicator says.
   *
   * @param status the code of one of Spring's statuses
   * @param details for people
   */
  record Answer(String status, Map<String, Object> details) {}

  Answer answer() {
    Map<String, DeliveryStats> stats = destinations.stats();
    DeliveryHealth health = healthOf(stats);
    Map<String, Object> byDestination = new LinkedHashMap<>();
    stats.forEach(
        (name, one) -> byDestination.put(LogText.id(name), shown(health.findings(name), one)));
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("delivery", health.status().name());
    details.put("destinations", byDestination);
    return new Answer(code(health.status()), details);
  }

  private static Map<String, Object> shown(List<HealthFinding> findings, DeliveryStats stats) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("status", HealthStatus.of(findings).name());
    shown.put("undelivered", stats.undelivered());
    if (!findings.isEmpty()) {
      shown.put("reasons", findings.stream().map(HealthFinding::text).toList());
    }
    return shown;
  }

  DeliveryHealth healthOf(Map<String, DeliveryStats> stats) {
    return DeliveryHealth.of(stats, settings.thresholds(), DeliveryClock.system().now());
  }

  private String code(HealthStatus status) {
    return status == HealthStatus.FAILING
        ? settings.failingStatus().name()
        : FailingStatus.UP.name();
  }
}
