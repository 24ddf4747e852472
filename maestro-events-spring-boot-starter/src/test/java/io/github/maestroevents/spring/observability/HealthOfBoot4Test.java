package io.github.maestroevents.spring.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.spring.MaestroEventsAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The same indicator in the terms of Spring Boot 4; the hosts of that line try the rest. */
class HealthOfBoot4Test {

  @Test
  void indicator_saysTheSame() {
    new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                MaestroEventsAutoConfiguration.class, HealthOfBoot4AutoConfiguration.class))
        .withPropertyValues(
            "maestro.events.destinations.audit.type=kept-bytes",
            "maestro.events.health.readiness=true")
        .run(
            context -> {
              HealthIndicator indicator =
                  context.getBean("maestroEventsHealthIndicator", HealthIndicator.class);

              assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
              assertThat(indicator.health().getDetails()).containsKeys("delivery", "destinations");
              assertThat(context).hasSingleBean(HealthEndpointGroupsPostProcessor.class);
            });
  }
}
