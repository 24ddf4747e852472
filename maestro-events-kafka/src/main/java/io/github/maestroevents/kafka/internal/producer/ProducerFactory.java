package io.github.maestroevents.kafka.internal.producer;

import io.github.maestroevents.kafka.internal.config.Codec;
import io.github.maestroevents.kafka.internal.config.ProducerDefaults;
import io.github.maestroevents.kafka.internal.config.ProducerProperty;
import io.github.maestroevents.kafka.internal.config.RefusedProperties;
import io.github.maestroevents.kafka.internal.config.RiskyOverrides;
import io.github.maestroevents.kafka.internal.config.Secrets;
import io.github.maestroevents.spi.ForeignFailure;
import io.github.maestroevents.spi.SafeLogger;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Makes the first producer, and tells once what is odd about its configuration. */
public final class ProducerFactory {

  private static final SafeLogger log =
      SafeLogger.of("io.github.maestroevents.kafka.KafkaNotificationPublisher");

  private ProducerFactory() {}

  /**
   * Makes the producer, and logs what its configuration costs.
   *
   * @param host what the host has set
   * @param config the same, completed with defaults
   * @throws IllegalArgumentException if Kafka's client refuses the configuration
   */
  public static ProducerSource make(
      Map<String, Object> host, Map<String, Object> config, HelperThread helper) {
    ProducerSource source;
    try {
      source = new OwnProducer(config, helper);
    } catch (RuntimeException e) { // of the client, or of a provider or a handler that it calls
      helper.close();
      throw new IllegalArgumentException(
          "Kafka's client refuses its properties" + RefusedProperties.words(e, host),
          ForeignFailure.of(e));
    }
    for (String name : new TreeSet<>(host.keySet())) {
      if (!ProducerProperty.isKnown(name)) {
        log.warn(
            "This version of Kafka's producer has no property {}. The property is passed on; check"
                + " its spelling",
            Secrets.name(name));
      }
    }
    if (!host.containsKey(ProducerConfig.COMPRESSION_TYPE_CONFIG)) {
      Codec.whyUnusable(ProducerDefaults.PREFERRED_COMPRESSION)
          .ifPresent(why -> log.warn("Records are sent without compression: {}", why));
    }
    for (String cost : RiskyOverrides.costs(host)) {
      log.warn("A Kafka setting has a cost. {}", cost);
    }
    return source;
  }
}
