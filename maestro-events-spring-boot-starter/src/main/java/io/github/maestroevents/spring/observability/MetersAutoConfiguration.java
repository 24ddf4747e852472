package io.github.maestroevents.spring.observability;

import io.github.maestroevents.micrometer.MicrometerDeliveryMetrics;
import io.github.maestroevents.spring.MaestroEventsCustomizer;
import io.github.maestroevents.spring.internal.keys.ObservabilityKeys;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Gives each destination of the configuration its meters, where {@code maestro-events-micrometer}
 * and the application's {@code MeterRegistry} are; among several registries, in the primary one.
 */
@AutoConfiguration(
    afterName = {
      // Boot 3.
      "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
      // Boot 4.
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
    })
@ConditionalOnClass({MeterRegistry.class, MicrometerDeliveryMetrics.class})
@ConditionalOnSingleCandidate(MeterRegistry.class)
@ConditionalOnProperty(
    prefix = ObservabilityKeys.PREFIX,
    name = ObservabilityKeys.METRICS,
    havingValue = "true",
    matchIfMissing = true)
public final class MetersAutoConfiguration {

  /** For Spring. */
  public MetersAutoConfiguration() {}

  @Bean
  MaestroEventsCustomizer maestroEventsMeters(MeterRegistry registry, Environment environment) {
    boolean histograms =
        environment.getProperty(
            ObservabilityKeys.PREFIX + "." + ObservabilityKeys.HISTOGRAMS, Boolean.class, false);
    return (destination, builder) ->
        builder.metrics(MicrometerDeliveryMetrics.of(registry).withHistograms(histograms));
  }
}
