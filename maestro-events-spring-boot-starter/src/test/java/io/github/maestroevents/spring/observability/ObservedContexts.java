package io.github.maestroevents.spring.observability;

import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spring.MaestroEventsAutoConfiguration;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.springframework.boot.actuate.autoconfigure.availability.AvailabilityHealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.availability.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.HealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.HealthEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** Applications of tests that are looked at. */
final class ObservedContexts {

  private ObservedContexts() {}

  /** Nothing is configured. */
  static ApplicationContextRunner empty() {
    return new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                MaestroEventsAutoConfiguration.class,
                EndpointAutoConfiguration.class,
                HealthOfBoot3AutoConfiguration.class,
                MetersAutoConfiguration.class,
                TraceContextAutoConfiguration.class,
                ApplicationAvailabilityAutoConfiguration.class,
                AvailabilityHealthContributorAutoConfiguration.class,
                AvailabilityProbesAutoConfiguration.class,
                HealthContributorAutoConfiguration.class,
                HealthEndpointAutoConfiguration.class))
        .withPropertyValues(
            "management.endpoints.web.exposure.include=*",
            // A busy machine lets a thread wait for seconds.
            "maestro.events.health.no-turn.degraded=10m",
            "maestro.events.health.no-turn.failing=10m");
  }

  /** One destination, {@code audit}. */
  static ApplicationContextRunner withAudit() {
    return empty().withPropertyValues("maestro.events.destinations.audit.type=kept-bytes");
  }

  static DeliveringPublisher publisher(ApplicationContext context) {
    return context.getBean("maestroEventsPublisher", DeliveringPublisher.class);
  }

  static MaestroEvent event(String id) {
    return HostEvent.builder("com.example.tested", id).json("{\"secret\":\"hunter2\"}").build();
  }

  static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end >= 0) {
        throw new AssertionError("In vain waited for " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
