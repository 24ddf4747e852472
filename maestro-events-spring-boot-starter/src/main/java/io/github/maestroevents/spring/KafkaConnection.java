package io.github.maestroevents.spring;

import io.github.maestroevents.spi.SafeLogger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where Kafka is, told by the application and not by its configuration: by a container that carries
 * {@code @ServiceConnection}, or by Docker Compose. As with Spring Boot's own clients, this wins
 * over what is written.
 *
 * @param brokers host and port of each
 * @param securityProtocol null if nothing was said of it
 * @param hasSslBundle whether certificates come with it
 * @param origin for people
 */
record KafkaConnection(
    List<String> brokers, @Nullable String securityProtocol, boolean hasSslBundle, String origin) {

  private static final SafeLogger LOG = SafeLogger.of(KafkaConnection.class);

  /** Sends all destinations of type kafka there, but those with a producer of the host's. */
  void applyTo(EnvironmentSettings settings) {
    for (String destination : settings.destinations()) {
      if (settings.typeOf(destination).equals("kafka")
          && !settings.has(destination, "producer-bean")) {
        override(settings, destination, "kafka.bootstrap.servers", String.join(",", brokers));
        if (securityProtocol != null) {
          override(settings, destination, "kafka.security.protocol", securityProtocol);
        }
        if (hasSslBundle) {
          LOG.warn(
              "The connection details of Kafka come with an SSL bundle, which destination {} does"
                  + " not use: set its kafka.ssl.* properties",
              destination);
        }
      }
    }
  }

  private void override(
      EnvironmentSettings settings, String destination, String name, String value) {
    settings.override(Keys.DESTINATIONS + destination + "." + name, value, origin);
  }
}
