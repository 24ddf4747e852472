package io.github.maestroevents.netflix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.netflix.maestro.engine.publisher.MaestroNotificationPublisher;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The bean in the server's context: there or not, and what ends the start. */
class NetflixMaestroAutoConfigurationTest {

  private static final String TYPE = "maestro.notifier.type=maestro-events";
  private static final String LOG = "maestro.events.destinations.audit.type=log";

  private final ApplicationContextRunner server =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(NetflixMaestroAutoConfiguration.class))
          .withUserConfiguration(Server.class);

  @TempDir Path directory;

  @Test
  void bean_isNotThere_unlessItsTypeIsNamed() {
    server.run(context -> assertThat(context).doesNotHaveBean(MaestroNotificationPublisher.class));
    server
        .withPropertyValues("maestro.notifier.type=noop", LOG)
        .run(context -> assertThat(context).doesNotHaveBean(MaestroNotificationPublisher.class));
  }

  @Test
  void bean_isFoundByMaestrosInterface_andPublishes() {
    try (Logs logs = new Logs()) {
      server
          .withPropertyValues(TYPE, LOG, "maestro.events.journal=none")
          .run(
              context -> {
                assertThat(context).hasNotFailed().hasBean("maestroEventsNetflixPublisher");

                context.getBean(MaestroNotificationPublisher.class).send(Golden.step());
              });

      assertThat(logs.lines()).anySatisfy(line -> assertThat(line).contains("sample-wf"));
    }
  }

  @Test
  void journalInAFile_isOneForEachDestination() {
    server
        .withPropertyValues(TYPE, LOG, "maestro.events.journal=file:" + directory)
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              context.getBean(MaestroNotificationPublisher.class).send(Golden.step());
              assertThat(directory.resolve("audit")).isDirectory();
            });
  }

  @Test
  void wrongKey_endsTheStart_andIsNamedWithItsPlace() {
    server
        .withPropertyValues(TYPE, LOG, "maestro.events.journal=none", "maestro.events.jurnal=none")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("maestro.events.jurnal")
                    .hasMessageContaining("journal"));
  }

  @Test
  void serverWithoutADataSource_endsTheStart_becauseTheJournalHasNoPlace() {
    server
        .withPropertyValues(TYPE, LOG)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("journal")
                    .hasMessageContaining("DataSource"));
  }

  @Test
  void serverWithoutDestinations_endsTheStart() {
    server
        .withPropertyValues(TYPE, "maestro.events.journal=none")
        .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("dest"));
  }

  @Test
  void destinationForDeadLettersAlone_needsNoWordMore() {
    server
        .withPropertyValues(
            TYPE,
            LOG,
            "maestro.events.journal=file:" + directory,
            "maestro.events.destinations.audit.dead-letters=destination:graves",
            "maestro.events.destinations.graves.type=log")
        .run(context -> assertThat(context).hasNotFailed());
  }

  /** As the server: two mappers, of which one is wanted. */
  @Configuration(proxyBeanMethods = false)
  static class Server {

    @Bean("maestro")
    @Primary
    ObjectMapper maestro() {
      return Golden.MAPPER;
    }

    @Bean("ObjectMapperWithYaml")
    ObjectMapper yaml() {
      return new ObjectMapper();
    }
  }
}
