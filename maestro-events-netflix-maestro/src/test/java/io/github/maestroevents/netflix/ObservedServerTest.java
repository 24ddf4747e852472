package io.github.maestroevents.netflix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.netflix.maestro.engine.publisher.MaestroNotificationPublisher;
import io.github.maestroevents.config.ConfigurationException;
import io.github.maestroevents.delivery.DeliveringPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** What the server shows of its events, with all that Spring Boot finds by itself. */
class ObservedServerTest {

  private static final String TYPE = "maestro.notifier.type=maestro-events";

  private final ApplicationContextRunner anyServer =
      new ApplicationContextRunner()
          .withUserConfiguration(Server.class)
          .withPropertyValues(
              "management.endpoints.web.exposure.include=health,maestroevents",
              "maestro.events.journal=none",
              "maestro.events.destinations.audit.type=log",
              // A busy machine lets a thread wait for seconds.
              "maestro.events.health.no-turn.degraded=10m",
              "maestro.events.health.no-turn.failing=10m");

  private final ApplicationContextRunner server = anyServer.withPropertyValues(TYPE);

  @Test
  void health_hasEachDestination() {
    server.run(
        context -> {
          assertThat(context).hasNotFailed();
          Health health =
              (Health) context.getBean(HealthEndpoint.class).healthForPath("maestroEvents");

          assertThat(health.getStatus()).isEqualTo(Status.UP);
          assertThat(health.getDetails().get("destinations"))
              .isEqualTo(Map.of("audit", Map.of("status", "HEALTHY", "undelivered", 0L)));
        });
  }

  @Test
  void health_obeysTheServersThresholds() {
    server
        .withPropertyValues(
            "maestro.events.health.oldest-event.degraded=0s",
            "maestro.events.health.oldest-event.failing=0s",
            "maestro.events.health.failing-status=out-of-service",
            "maestro.events.destinations.audit.acceptance=memory")
        .run(
            context -> {
              context.getBean(DeliveringPublisher.class).pause();
              context.getBean(MaestroNotificationPublisher.class).send(Golden.step());

              assertThat(
                      context
                          .getBean(HealthEndpoint.class)
                          .healthForPath("maestroEvents")
                          .getStatus())
                  .isEqualTo(Status.OUT_OF_SERVICE);
              context.getBean(DeliveringPublisher.class).resume();
            });
  }

  @Test
  void endpointAndMeters_areThere() {
    server.run(
        context -> {
          context.getBean(MaestroNotificationPublisher.class).send(Golden.step());
          context.getBean(DeliveringPublisher.class).flush(Duration.ofSeconds(60));

          assertThat(context.getBeansWithAnnotation(Endpoint.class))
              .containsKey("maestroEventsEndpoint");
          assertThat(
                  context
                      .getBean(MeterRegistry.class)
                      .find("maestro.events.delivered")
                      .tag("destination", "audit")
                      .counters()
                      .stream()
                      .mapToDouble(counter -> counter.count())
                      .sum())
              .isEqualTo(1);
        });
  }

  @Test
  void statusPage_namesItsJar_whereItIsAskedForWithoutIt() {
    server
        .withPropertyValues("maestro.events.status-page.enabled=true")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("add io.github.maestroevents:maestro-events-status"));
  }

  @Test
  void slipsOfThePen_andBadThresholds_endTheStart_andAreNamed() {
    server
        .withPropertyValues("maestro.events.health.oldest-evnt.degraded=1m")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("maestro.events.health.oldest-evnt.degraded"));
    server
        .withPropertyValues("maestro.events.health.queue-share.failing=much")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("maestro.events.health.queue-share.failing"));
  }

  @Test
  void nothingIsOpened_whereTheTypeIsAnother() {
    anyServer
        .withPropertyValues("maestro.notifier.type=noop")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context)
                  .doesNotHaveBean(io.github.maestroevents.MaestroNotificationPublisher.class);
              assertThat(context).doesNotHaveBean("maestroEventsHealthIndicator");
            });
  }

  /** The bean that others look at is no second publisher. */
  @Test
  void publisher_isOpenedOnce_andEndsWithMaestrosBean() {
    server.run(
        context -> {
          DeliveringPublisher publisher = context.getBean(DeliveringPublisher.class);
          context.getBean(MaestroNotificationPublisher.class).send(Golden.step());

          assertThat(publisher.stats().accepted()).isEqualTo(1);
          context.close();
          assertThat(publisher.stats().undelivered()).isZero();
        });
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Beans.class)
  static class Server {}

  @Configuration(proxyBeanMethods = false)
  static class Beans {

    @Bean("maestro")
    @Primary
    ObjectMapper maestro() {
      return Golden.MAPPER;
    }
  }
}
