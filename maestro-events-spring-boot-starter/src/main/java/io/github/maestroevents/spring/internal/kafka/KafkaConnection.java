package io.github.maestroevents.spring.internal.kafka;

import io.github.maestroevents.spring.internal.environment.EnvironmentSettings;
import io.github.maestroevents.spring.internal.environment.Keys;
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
public record KafkaConnection(
    List<String> brokers, @Nullable String securityProtocol, boolean hasSslBundle, String origin) {

  /** Sends all destinations of type kafka there, but those with a producer of the host's. */
  public void applyTo(EnvironmentSettings settings) {
    for (String destination : settings.destinations()) {
      if (settings.typeOf(destination).equals("kafka")
          && !settings.has(destination, "producer-bean")) {
        override(settings, destination, "kafka.bootstrap.servers", String.join(",", brokers));
        if (securityProtocol != null) {
          override(settings, destination, "kafka.security.protocol", securityProtocol);
        }
        if (hasSslBundle && !settings.hasBelow(destination, "kafka.ssl.")) {
          refuse(settings, destination);
        }
      }
    }
  }

  /**
   * A bundle is objects, and a client that is configured by text cannot be given them. Without its
   * certificates the destination would only fail later, at each event.
   */
  private void refuse(EnvironmentSettings settings, String destination) {
    settings.refuse(
        Keys.DESTINATIONS + destination + ".kafka",
        origin,
        "the connection of Kafka comes with an SSL bundle, which this destination cannot use",
        "set kafka.ssl.* (such as kafka.ssl.truststore.location), or make a Producer with the bundle"
            + " and name it by producer-bean, or set "
            + Keys.whole(Keys.CONNECTION_DETAILS)
            + "=false");
  }

  private void override(
      EnvironmentSettings settings, String destination, String name, String value) {
    settings.override(Keys.DESTINATIONS + destination + "." + name, value, origin);
  }
}
