package io.github.maestroevents.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.config.ConfiguredPublisher;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Kafka is where a container of the test says, whatever stands in the configuration. */
class KafkaConnectionsTest {

  private static final ApplicationContextRunner KAFKA =
      Contexts.empty()
          .withPropertyValues(
              "maestro.events.destinations.audit.type=kafka",
              "maestro.events.destinations.audit.topic=events");

  @Test
  void brokers_areThoseOfTheConnection_inBoot3() {
    KAFKA
        .withBean(
            org.springframework.boot.autoconfigure.kafka.KafkaConnectionDetails.class,
            () -> () -> List.of("localhost:1", "localhost:2"))
        .run(context -> assertThat(description(context)).contains("connection details"));
  }

  @Test
  void brokers_areThoseOfTheConnection_inBoot4() {
    KAFKA
        .withBean(
            org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails.class,
            () -> () -> List.of("localhost:1", "localhost:2"))
        .run(context -> assertThat(description(context)).contains("connection details"));
  }

  @Test
  void connection_winsOverWhatIsWritten() {
    KAFKA
        .withPropertyValues(
            "maestro.events.destinations.audit.kafka.bootstrap.servers=no host and no port")
        .withBean(
            org.springframework.boot.autoconfigure.kafka.KafkaConnectionDetails.class,
            () -> () -> List.of("localhost:1"))
        .run(context -> assertThat(context).hasNotFailed());
  }

  /** The certificates are objects, which no text can hand to the client. */
  @Test
  void connectionWithAnSslBundle_isRefused_andSaysWhatToDo() {
    KAFKA
        .withBean(
            org.springframework.boot.autoconfigure.kafka.KafkaConnectionDetails.class,
            () -> encrypted())
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("maestro.events.destinations.audit.kafka")
                    .hasMessageContaining("SSL bundle")
                    .hasMessageContaining("producer-bean"));
  }

  @Test
  void connectionWithAnSslBundle_isTaken_whereTheCertificatesAreWritten() {
    KAFKA
        .withPropertyValues("maestro.events.destinations.audit.kafka.ssl.protocol=TLSv1.3")
        .withBean(
            org.springframework.boot.autoconfigure.kafka.KafkaConnectionDetails.class,
            () -> encrypted())
        .run(context -> assertThat(context).hasNotFailed());
  }

  private static org.springframework.boot.autoconfigure.kafka.KafkaConnectionDetails encrypted() {
    return new org.springframework.boot.autoconfigure.kafka.KafkaConnectionDetails() {
      @Override
      public List<String> getBootstrapServers() {
        return List.of("localhost:1");
      }

      @Override
      public SslBundle getSslBundle() {
        return SslBundle.of(SslStoreBundle.NONE);
      }
    };
  }

  @Test
  void start_fails_whenNobodySaysWhereKafkaIs() {
    KAFKA.run(
        context ->
            assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageContaining("maestro.events.destinations.audit.kafka.bootstrap.servers"));
  }

  @Test
  void connection_isLeftAlone_whenTheConfigurationSaysSo() {
    KAFKA
        .withPropertyValues("maestro.events.spring.connection-details=false")
        .withBean(
            org.springframework.boot.autoconfigure.kafka.KafkaConnectionDetails.class,
            () -> () -> List.of("localhost:1"))
        .run(context -> assertThat(context).hasFailed());
  }

  @Test
  void destinationOfAnotherType_knowsNoBrokers() {
    Contexts.withAudit()
        .withBean(
            org.springframework.boot.autoconfigure.kafka.KafkaConnectionDetails.class,
            () -> () -> List.of("localhost:1"))
        .run(context -> assertThat(context).hasNotFailed());
  }

  private static String description(
      org.springframework.boot.test.context.assertj.AssertableApplicationContext context) {
    assertThat(context).hasNotFailed();
    return context.getBean(ConfiguredPublisher.class).description();
  }
}
