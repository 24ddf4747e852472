package io.github.maestroevents.spring.observability;

import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.spring.MaestroEventsAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * The actuator endpoint {@code maestroevents}, where the application exposes it: {@code
 * management.endpoints.web.exposure.include} has its name.
 */
@AutoConfiguration(after = MaestroEventsAutoConfiguration.class)
@ConditionalOnClass(
    name =
        "org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint")
@ConditionalOnBean(DeliveringPublisher.class)
@ConditionalOnAvailableEndpoint(MaestroEventsEndpoint.class)
public final class EndpointAutoConfiguration {

  /** For Spring. */
  public EndpointAutoConfiguration() {}

  @Bean
  Troubles maestroEventsTroubles() {
    return new Troubles();
  }

  @Bean
  @ConditionalOnMissingBean
  MaestroEventsEndpoint maestroEventsEndpoint(
      ObjectProvider<DeliveringPublisher> publishers, Troubles troubles, Environment environment) {
    Destinations destinations = new Destinations(publishers);
    return new MaestroEventsEndpoint(
        destinations,
        troubles,
        new DeliveryHealthReport(destinations, HealthSettings.of(environment)));
  }
}
