package io.github.maestroevents.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.Certainty;
import io.github.maestroevents.spi.DeliveryOutcome.Delivered;
import io.github.maestroevents.spi.DeliveryOutcome.Fault;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import io.github.maestroevents.testbeds.kafka.KafkaCluster;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A broker that wants a password, and a grant for each topic. */
class KafkaSecurityTest {

  private static final String PLAIN_LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required";

  private static KafkaCluster kafka;

  @BeforeAll
  static void startBroker() {
    kafka =
        KafkaCluster.builder()
            .brokerProperty(
                "listener.security.protocol.map",
                "CLIENT:SASL_PLAINTEXT,BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT")
            .brokerProperty("sasl.enabled.mechanisms", "PLAIN")
            .brokerProperty(
                "listener.name.client.plain.sasl.jaas.config",
                PLAIN_LOGIN
                    + " user_nobody=\"nobody-pw\" user_writer=\"writer-pw\" user_late=\"late-pw\";")
            .brokerProperty(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
            // Whoever comes without a password comes by the listeners of the brokers themselves.
            .brokerProperty("super.users", "User:ANONYMOUS")
            .start();
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @Test
  void events_arrive_withPasswordAndGrant() {
    kafka.createTopic("granted", 1);
    grant("writer", "granted");
    try (var publisher = publisher("granted", "writer", "writer-pw")) {
      assertThat(new Driver(publisher).sendAll(Events.events(0, 10, 2)))
          .allMatch(Delivered.class::isInstance);
    }
  }

  @Test
  void wrongPassword_isRetried_andNeverShown() {
    try (var publisher = publisher("granted", "writer", "open-sesame")) {
      DeliveryOutcome outcome = new Driver(publisher).sendOnce(Events.events(0, 1, 1)).get(0);

      RetryLater retry = (RetryLater) outcome;
      assertThat(retry.cause())
          .hasMessageContaining("mend its user, password")
          .hasMessageContaining("SASL_AUTHENTICATION_FAILED");
      assertThat(retry.cause().toString()).doesNotContain("open-sesame");
      assertThat(retry.fault()).isEqualTo(Fault.DESTINATION);
      assertThat(retry.certainty()).isEqualTo(Certainty.NOT_DELIVERED);
      assertThat(publisher.toString())
          .contains("sasl.jaas.config=[hidden]")
          .doesNotContain("open-sesame");
    }
  }

  @Test
  void topicWithoutGrant_isRetried_andArrivesOnceGranted() {
    kafka.createTopic("other", 1);
    kafka.createTopic("secret", 1);
    grant("writer", "other");
    try (var publisher = publisher("secret", "writer", "writer-pw")) {
      Driver driver = new Driver(publisher);
      RetryLater retry = (RetryLater) driver.sendOnce(Events.events(0, 1, 1)).get(0);
      assertThat(retry.cause())
          .hasMessageContaining("topic 'secret' is not granted")
          .hasMessageContaining("TOPIC_AUTHORIZATION_FAILED");
      assertThat(retry.fault()).isEqualTo(Fault.EVENT);
      assertThat(retry.part()).isEqualTo("topic secret");
      assertThat(retry.certainty()).isEqualTo(Certainty.NOT_DELIVERED);

      grant("writer", "secret");

      assertThat(driver.sendAll(Events.events(0, 10, 1))).allMatch(Delivered.class::isInstance);
    }
  }

  /** Without any grant to write, a broker gives no producer id, and the client never recovers. */
  @Test
  void producerThatFailedForGood_isReplaced() {
    kafka.createTopic("recovered", 1);
    allow("late", AclOperation.DESCRIBE, "recovered");
    try (var publisher = publisher("recovered", "late", "late-pw")) {
      Driver driver = new Driver(publisher);
      DeliveryOutcome outcome = driver.sendOnce(Events.events(0, 1, 1)).get(0);
      RetryLater retry = (RetryLater) outcome;
      assertThat(retry.cause())
          .hasMessageContaining("grant it WRITE on topic 'recovered'")
          .hasMessageContaining("CLUSTER_AUTHORIZATION_FAILED");
      assertThat(retry.fault()).isEqualTo(Fault.DESTINATION);

      grant("late", "recovered");

      assertThat(driver.sendAll(Events.events(0, 10, 1))).allMatch(Delivered.class::isInstance);
    }
  }

  private static KafkaNotificationPublisher publisher(String topic, String user, String password) {
    return KafkaNotificationPublisher.builder(topic)
        .bootstrapServers(kafka.bootstrapServers())
        .property("security.protocol", "SASL_PLAINTEXT")
        .property("sasl.mechanism", "PLAIN")
        .property(
            "sasl.jaas.config",
            PLAIN_LOGIN + " username=\"" + user + "\" password=\"" + password + "\";")
        .metadataTimeout(Duration.ofSeconds(2))
        .build();
  }

  private static void grant(String user, String topic) {
    allow(user, AclOperation.WRITE, topic);
  }

  private static void allow(String user, AclOperation operation, String topic) {
    try {
      kafka
          .admin()
          .createAcls(
              List.of(
                  new AclBinding(
                      new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                      new AccessControlEntry(
                          "User:" + user, "*", operation, AclPermissionType.ALLOW))))
          .all()
          .get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
