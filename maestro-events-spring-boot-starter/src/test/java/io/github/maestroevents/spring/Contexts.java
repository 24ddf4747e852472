package io.github.maestroevents.spring;

import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.event.MaestroEvent;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Applications of tests, with the starter in them. */
final class Contexts {

  private Contexts() {}

  /** Nothing is configured. */
  static ApplicationContextRunner empty() {
    return new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                MaestroEventsAutoConfiguration.class, ApplicationEventsAutoConfiguration.class));
  }

  /** One destination, {@code audit}. */
  static ApplicationContextRunner withAudit() {
    return empty().withPropertyValues("maestro.events.destinations.audit.type=kept");
  }

  static MaestroEvent event(String id) {
    return HostEvent.builder("com.example.tested", id).json("{}").build();
  }
}
