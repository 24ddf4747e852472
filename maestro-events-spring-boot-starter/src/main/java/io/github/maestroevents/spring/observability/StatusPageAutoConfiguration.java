package io.github.maestroevents.spring.observability;

import io.github.maestroevents.config.ConfigurationException;
import io.github.maestroevents.config.ConfigurationMistake;
import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.spring.MaestroEventsCustomizer;
import io.github.maestroevents.spring.internal.keys.ObservabilityKeys;
import io.github.maestroevents.status.StatusPage;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The status page, where the application asks for it by {@code maestro.events.status-page.enabled}
 * and exposes the endpoint {@code maestroeventspage}. {@link StatusPageManagementConfiguration}
 * serves it.
 */
@AutoConfiguration
@ConditionalOnProperty(
    prefix = ObservabilityKeys.PREFIX,
    name = ObservabilityKeys.STATUS_PAGE,
    havingValue = "true")
public final class StatusPageAutoConfiguration {

  /** For Spring. */
  public StatusPageAutoConfiguration() {}

  /** There is something to show the page with. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(
      name = {
        "io.github.maestroevents.status.StatusPage",
        "org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint"
      })
  @ConditionalOnAvailableEndpoint(StatusPageEndpoint.class)
  static final class Shown {

    @Bean
    @ConditionalOnMissingBean
    StatusPage maestroEventsStatusPage(Environment environment) {
      String title =
          environment.getProperty(
              ObservabilityKeys.PREFIX + "." + ObservabilityKeys.STATUS_PAGE_TITLE,
              environment.getProperty("spring.application.name", "maestro-events"));
      return StatusPage.create(title, HealthSettings.of(environment).thresholds());
    }

    @Bean
    MaestroEventsCustomizer maestroEventsHistories(StatusPage page) {
      return (destination, builder) -> builder.metrics(page.history());
    }

    @Bean
    ShownPublishers maestroEventsShownPublishers(
        StatusPage page, ObjectProvider<DeliveringPublisher> publishers) {
      return new ShownPublishers(page, publishers);
    }

    @Bean
    StatusPageEndpoint maestroEventsStatusPageEndpoint() {
      return new StatusPageEndpoint();
    }
  }

  /** The page is asked for, and its jar is not there: the start ends with its name. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnMissingClass("io.github.maestroevents.status.StatusPage")
  static final class JarMissing {

    JarMissing() {
      throw new ConfigurationException(
          List.of(
              new ConfigurationMistake(
                  ObservabilityKeys.PREFIX + "." + ObservabilityKeys.STATUS_PAGE,
                  "the environment of Spring",
                  "the status page is not on the class path",
                  "add io.github.maestroevents:maestro-events-status")));
    }
  }
}
