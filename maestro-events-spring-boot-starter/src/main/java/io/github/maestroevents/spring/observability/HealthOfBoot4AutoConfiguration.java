package io.github.maestroevents.spring.observability;

import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.spring.MaestroEventsAutoConfiguration;
import io.github.maestroevents.spring.internal.keys.ObservabilityKeys;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * The health indicator {@code maestroEvents} where Spring Boot is 4: its types have other names in
 * the other line, so each has a configuration, and only that of the Boot at hand is loaded.
 */
@AutoConfiguration(
    after = MaestroEventsAutoConfiguration.class,
    // Its bean stands before ours, so that ours is given the readiness group.
    afterName =
        "org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration")
@ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
@ConditionalOnBean(DeliveringPublisher.class)
@ConditionalOnEnabledHealthIndicator("maestro-events")
public final class HealthOfBoot4AutoConfiguration {

  /** For Spring. */
  public HealthOfBoot4AutoConfiguration() {}

  /** The name of the bean without its end is that of the component below {@code /health}. */
  @Bean
  @ConditionalOnMissingBean(name = "maestroEventsHealthIndicator")
  HealthIndicator maestroEventsHealthIndicator(
      ObjectProvider<DeliveringPublisher> publishers, Environment environment) {
    DeliveryHealthReport report =
        new DeliveryHealthReport(new Destinations(publishers), HealthSettings.of(environment));
    return () -> {
      DeliveryHealthReport.Answer answer = report.answer();
      return Health.status(answer.status()).withDetails(answer.details()).build();
    };
  }

  /** Last: the readiness group is made by another one. */
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  @ConditionalOnProperty(
      prefix = ObservabilityKeys.PREFIX,
      name = ObservabilityKeys.READINESS,
      havingValue = "true")
  HealthEndpointGroupsPostProcessor maestroEventsReadiness() {
    return ReadinessOfBoot4::new;
  }
}
