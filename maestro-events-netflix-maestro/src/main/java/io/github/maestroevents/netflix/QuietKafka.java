package io.github.maestroevents.netflix;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Levels for the loggers of Kafka's client, which comes into the server with this jar. In an outage
 * it says several times a second that a broker is away, and this library says so once. At its start
 * it logs all of its settings. What the server sets below {@code logging.level.org.apache.kafka}
 * wins; a file of logback's own does not, as Spring Boot goes over it.
 */
final class QuietKafka implements EnvironmentPostProcessor {

  private static final String KAFKA = "logging.level.org.apache.kafka";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    if (!"maestro-events".equalsIgnoreCase(environment.getProperty("maestro.notifier.type"))) {
      return;
    }
    Map<String, Object> levels = new LinkedHashMap<>();
    if (!environment.containsProperty(KAFKA)) { // who looks for a fault of Kafka's sees all of it
      levels.put(KAFKA, "WARN");
      levels.put(KAFKA + ".clients.NetworkClient", "ERROR");
      levels.put(KAFKA + ".clients.producer.internals.Sender", "ERROR");
    }
    environment
        .getPropertySources()
        .addLast(new MapPropertySource("maestro-events-netflix-maestro", levels));
  }
}
