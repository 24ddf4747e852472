package io.github.maestroevents.spring.observability;

import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.delivery.health.DeliveryHealth;
import io.github.maestroevents.delivery.health.HealthFinding;
import io.github.maestroevents.delivery.health.HealthStatus;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.SafeLogger;
import java.security.Principal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * The actuator endpoint {@code maestroevents}: what each destination does and suffers, and what an
 * operator may do to it. No payload and no secret is shown. Who may see and do this is decided by
 * the application, as for every endpoint; each action is logged with the name of its user. Called
 * on threads of the web server or of JMX.
 */
@Endpoint(id = "maestroevents")
final class MaestroEventsEndpoint {

  /** How long {@code flush} holds the request. */
  static final Duration FLUSH_TIMEOUT = Duration.ofSeconds(10);

  private static final SafeLogger LOG = SafeLogger.of(MaestroEventsEndpoint.class);

  /** What an operator may do to a destination. */
  enum Action {
    PAUSE,
    RESUME,
    FLUSH;

    static Action of(String text) {
      for (Action action : values()) {
        if (action.word().equals(text)) {
          return action;
        }
      }
      throw refused("There is no such operation: it is pause, resume or flush");
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Destinations destinations;
  private final Troubles troubles;
  private final DeliveryHealthReport health;

  MaestroEventsEndpoint(Destinations destinations, Troubles troubles, DeliveryHealthReport health) {
    this.destinations = destinations;
    this.troubles = troubles;
    this.health = health;
  }

  /** All destinations, and the worst of their states. */
  @ReadOperation
  Map<String, Object> destinations() {
    Map<String, DeliveryStats> stats = destinations.stats();
    DeliveryHealth told = health.healthOf(stats);
    Map<String, Object> all = new LinkedHashMap<>();
    stats.forEach((name, one) -> all.put(LogText.id(name), shown(name, one, told)));
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("status", told.status().name());
    shown.put("destinations", all);
    return shown;
  }

  /** One destination. */
  @ReadOperation
  Map<String, Object> destination(@Selector String destination) {
    DeliveryStats stats = find(destination).stats();
    return shown(destination, stats, health.healthOf(Map.of(destination, stats)));
  }

  /**
   * Pauses, resumes or flushes a destination.
   *
   * @return what was done, and what the destination does now
   */
  @WriteOperation
  Map<String, Object> act(
      SecurityContext securityContext, @Selector String destination, @Selector String operation) {
    DeliveringPublisher publisher = find(destination);
    Action action = Action.of(operation);
    String user = user(securityContext);
    LOG.info(
        "{} of destination '{}' by {} through the endpoint maestroevents",
        action.word(),
        LogText.id(destination),
        user);
    Map<String, Object> done = new LinkedHashMap<>();
    done.put("destination", LogText.id(destination));
    done.put("operation", action.word());
    switch (action) {
      case PAUSE -> publisher.pause();
      case RESUME -> publisher.resume();
      case FLUSH -> done.put("result", publisher.flush(FLUSH_TIMEOUT).name());
    }
    done.put("paused", publisher.stats().paused());
    done.put("undelivered", publisher.stats().undelivered());
    return done;
  }

  private Map<String, Object> shown(String name, DeliveryStats stats, DeliveryHealth told) {
    Map<String, Object> shown = new LinkedHashMap<>();
    List<HealthFinding> findings = told.findings(name);
    shown.put("status", HealthStatus.of(findings).name());
    shown.put("reasons", findings.stream().map(MaestroEventsEndpoint::shown).toList());
    shown.put("paused", stats.paused());
    shown.put("circuit", stats.circuit().name());
    StatsShown.time(shown, "circuitSince", stats.circuitSince());
    shown.put("stats", StatsShown.of(stats));
    RecentTrouble trouble = troubles.of(name);
    shown.put("settings", trouble == null ? "" : trouble.settings());
    shown.put("problems", trouble == null ? List.of() : trouble.problems());
    shown.put("deadLetters", trouble == null ? List.of() : trouble.deadLetters());
    return shown;
  }

  private static Map<String, Object> shown(HealthFinding finding) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("reason", finding.reason().name());
    shown.put("status", finding.status().name());
    shown.put("text", finding.text());
    return shown;
  }

  private DeliveringPublisher find(String name) {
    DeliveringPublisher found = destinations.byName().get(name);
    if (found == null) {
      throw refused("There is no such destination");
    }
    return found;
  }

  private static String user(@Nullable SecurityContext securityContext) {
    Principal principal = securityContext == null ? null : securityContext.getPrincipal();
    return principal == null ? "somebody unknown" : "user " + LogText.quoted(principal.getName());
  }

  private static InvalidEndpointRequestException refused(String why) {
    return new InvalidEndpointRequestException(why, why);
  }
}
