package io.github.maestroevents.kafka.internal.producer;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Whether any broker answers a producer, from the producer's own metrics. A producer that lacks
 * them counts as in contact. Safe for use by many threads; never waits.
 */
public final class BrokerContact {

  private static final String GROUP = "producer-metrics";
  private static final String CONNECTIONS = "connection-count";
  private static final String LOOKS_AT_CONNECTIONS = "select-total";
  private static final String METADATA_AGE_SECONDS = "metadata-age";

  /** The client asks again after a second at most (its {@code retry.backoff.max.ms}). */
  private static final double SHORTEST_SILENCE_SECONDS = 3;

  private final Producer<?, ?> producer;

  BrokerContact(Producer<?, ?> producer) {
    this.producer = producer;
  }

  /** Whether there is a connection to any broker, dead or alive. */
  boolean isConnected() {
    return value(CONNECTIONS).orElse(1) >= 1;
  }

  /**
   * Whether there is no connection, or brokers have told nothing of topics within the time. To be
   * asked while a topic is waited for: only then does the client ask the brokers all the time.
   */
  public boolean isLost(Duration within) {
    double silence = Math.max(SHORTEST_SILENCE_SECONDS, (double) within.toSeconds());
    return !isConnected() || value(METADATA_AGE_SECONDS).orElse(0) > silence;
  }

  /** How often the client has looked at its connections; empty if it does not tell. */
  public OptionalDouble looksAtConnections() {
    return value(LOOKS_AT_CONNECTIONS);
  }

  private OptionalDouble value(String name) {
    for (Map.Entry<MetricName, ? extends Metric> metric : producer.metrics().entrySet()) {
      if (metric.getKey().name().equals(name)
          && metric.getKey().group().equals(GROUP)
          && metric.getValue().metricValue() instanceof Number number) {
        return OptionalDouble.of(number.doubleValue());
      }
    }
    return OptionalDouble.empty();
  }
}
