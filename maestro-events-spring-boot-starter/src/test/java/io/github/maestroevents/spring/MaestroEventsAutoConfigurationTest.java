package io.github.maestroevents.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.config.ConfigurationException;
import io.github.maestroevents.config.ConfiguredPublisher;
import io.github.maestroevents.config.MaestroEvents;
import io.github.maestroevents.delivery.monitor.FlushResult;
import io.github.maestroevents.spring.internal.lifecycle.DrainOnShutdown;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** When there is a publisher, and when there is none. */
class MaestroEventsAutoConfigurationTest {

  @Test
  void publisher_deliversToTheDestination_whenOneIsNamed() {
    Contexts.withAudit()
        .run(
            context -> {
              assertThat(context).hasSingleBean(ConfiguredPublisher.class);
              assertThat(context).hasBean("maestroEventsPublisher");
              var publisher = context.getBean(ConfiguredPublisher.class);
              KeptProvider.take("audit");
              publisher.send(Contexts.event("1"));

              assertThat(publisher.flush(Duration.ofSeconds(30))).isEqualTo(FlushResult.DELIVERED);
              assertThat(KeptProvider.take("audit")).hasSize(1);
            });
  }

  @Test
  void nothing_isMade_whenNothingIsConfigured() {
    Contexts.empty()
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context).doesNotHaveBean(MaestroNotificationPublisher.class);
              assertThat(context).doesNotHaveBean(DrainOnShutdown.class);
            });
  }

  @Test
  void nothing_isMade_whenThereAreOnlyDefaultsForOthers() {
    Contexts.empty()
        .withPropertyValues(
            "maestro.events.defaults.close-timeout=5s",
            "maestro.events.close-timeout=5s",
            "maestro.events.spring.application-events=true")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context).doesNotHaveBean(MaestroNotificationPublisher.class);
            });
  }

  @Test
  void nothing_isMade_whenItIsSwitchedOff() {
    Contexts.withAudit()
        .withPropertyValues("maestro.events.enabled=false")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context).doesNotHaveBean(MaestroNotificationPublisher.class);
            });
  }

  @Test
  void nothing_isMade_whenTheLibraryIsNotThere() {
    Contexts.withAudit()
        .withClassLoader(new FilteredClassLoader(MaestroEvents.class))
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context).doesNotHaveBean("maestroEventsPublisher");
            });
  }

  @Test
  void publisherOfTheUser_wins() {
    Contexts.withAudit()
        .withUserConfiguration(OwnPublisher.class)
        .run(
            context -> {
              assertThat(context).hasSingleBean(MaestroNotificationPublisher.class);
              assertThat(context).hasBean("own");
              assertThat(context).doesNotHaveBean(DrainOnShutdown.class);
            });
  }

  @Test
  void start_failsAndNamesTheKeyAndItsOrigin_whenAKeyIsMisspelt() {
    Contexts.withAudit()
        .withPropertyValues("maestro.events.destinations.audit.retry.max-dellay=5s")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("maestro.events.destinations.audit.retry.max-dellay")
                    .hasMessageContaining("retry.max-delay")
                    .hasMessageContaining("(property source \"test\")"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "maestro.events.destination.audit.type=kept",
        "maestro.events.spring.aplication-events=true",
        "maestro.events.enabeld=true"
      })
  void start_fails_whenTheOnlyKeyIsOneThatNobodyKnows(String property) {
    Contexts.empty()
        .withPropertyValues(property)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(property.substring(0, property.indexOf('='))));
  }

  @Test
  void start_fails_whenASwitchSaysNeitherTrueNorFalse() {
    Contexts.withAudit()
        .withPropertyValues("maestro.events.enabled=yes")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("maestro.events.enabled"));
  }

  @Test
  void start_failsAndTellsTheOtherMistakesToo_whenAPlaceholderIsNotKnown() {
    Contexts.withAudit()
        .withPropertyValues(
            "maestro.events.destinations.audit.close-timeout=${hunter2}",
            "maestro.events.destinations.audit.queue.capacity=0")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("maestro.events.destinations.audit.close-timeout")
                    .hasMessageContaining("cannot be resolved")
                    .hasMessageContaining("maestro.events.destinations.audit.queue.capacity")
                    .hasMessageNotContaining("hunter2"));
  }

  @Test
  void signsOfAPlaceholder_inAValueThatSpringHasReplaced_areNothingSpecial() {
    Contexts.withAudit()
        .withPropertyValues(
            "maestro.events.destinations.audit.type=kafka",
            "maestro.events.destinations.audit.topic=events",
            "maestro.events.destinations.audit.kafka.bootstrap.servers=localhost:1",
            "maestro.events.destinations.audit.kafka.sasl.jaas.config=${secret}",
            "secret=pa${ss")
        .run(context -> assertThat(context).hasNotFailed());
  }

  @Test
  void start_leavesNothingOpen_whenItFails() {
    Contexts.withAudit()
        .withPropertyValues("maestro.events.destinations.other.type=nothing-of-the-kind")
        .run(context -> assertThat(context).hasFailed());

    Contexts.withAudit().run(context -> assertThat(context).hasNotFailed());
  }

  @Test
  void publisher_isClosed_withTheApplication() {
    Contexts.withAudit()
        .run(
            context -> {
              var publisher = context.getBean(ConfiguredPublisher.class);
              publisher.send(Contexts.event("2"));
              context.close();

              assertThat(publisher.stats().delivered()).isEqualTo(1);
              assertThat(publisher.stats().accepted()).isEqualTo(1);
              assertThatThrownBy(() -> publisher.send(Contexts.event("3")))
                  .isInstanceOf(PublisherClosedException.class);
            });
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnPublisher {
    @Bean
    MaestroNotificationPublisher own() {
      return event -> {};
    }
  }
}
