package io.github.maestroevents.verification.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.delivery.monitor.FlushResult;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.StatusChangeRecord;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.event.StepStatus;
import io.github.maestroevents.sqs.SqsNotificationPublisher;
import io.github.maestroevents.testbeds.kafka.KafkaCluster;
import io.netty.util.Version;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A Spring Boot host with the BOM, against a real broker, with the libraries that Boot chose. */
@SpringBootTest
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class BootHostTest {

  @TempDir static Path directory;

  private static KafkaCluster kafka;

  @Autowired private DeliveringPublisher publisher;

  @DynamicPropertySource
  static void addresses(DynamicPropertyRegistry properties) {
    kafka = KafkaCluster.start();
    kafka.createTopic("events", 1);
    properties.add("events.brokers", kafka::bootstrapServers);
    properties.add("events.journal", () -> directory.resolve("journal").toString());
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @Test
  void event_isDeliveredToKafka_byAPublisherOutOfTheApplicationsYaml() {
    publisher.send(event());

    assertThat(publisher.flush(Duration.ofSeconds(60))).isEqualTo(FlushResult.DELIVERED);
    assertThat(publisher.stats().delivered()).isPositive();
  }

  @Test
  void sqsAdapter_reachesForItsQueue_withTheNettyThatBootChose() {
    try (var sqs =
        SqsNotificationPublisher.builder("http://localhost:1/000000000000/events").build()) {
      assertThatThrownBy(() -> sqs.send(event()))
          .isInstanceOf(RetryableDeliveryException.class)
          .hasStackTraceContaining("ConnectException");
    }
    assertThat(Version.identify().get("netty-transport").artifactVersion())
        .isEqualTo(System.getProperty("expected.netty"));
  }

  @Test
  void librariesOfTheHost_areThoseThatBootChose() throws Exception {
    assertThat(com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION.toString())
        .isEqualTo(System.getProperty("expected.jackson"));
    assertThat(AppInfoParser.getVersion()).isEqualTo(System.getProperty("expected.kafka"));
    assertThat(Test.class.getProtectionDomain().getCodeSource().getLocation().getPath())
        .endsWith("-" + System.getProperty("expected.junit") + ".jar");
    try (var connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      assertThat(System.getProperty("expected.sqlite"))
          .startsWith(connection.getMetaData().getDatabaseProductVersion());
    }
  }

  @Test
  void librariesWithKnownDefects_areWarnedOfOnceAtStart(CapturedOutput output) {
    assertThat(warnings(output, "CVE-2026-35554"))
        .isEqualTo(System.getProperty("expected.kafka").equals("3.9.1") ? 1 : 0);
    assertThat(warnings(output, "SQLite 3."))
        .isEqualTo(System.getProperty("expected.sqlite").equals("3.54.1.0") ? 0 : 1);
  }

  private static long warnings(CapturedOutput output, String about) {
    return output
        .getAll()
        .lines()
        .filter(line -> line.contains("WARN") && line.contains(about))
        .count();
  }

  private static MaestroEvent event() {
    long now = 1_764_000_000_000L;
    return StepInstanceStatusChangeEvent.builder()
        .workflowId("daily-report")
        .workflowInstanceId(12)
        .workflowRunId(1)
        .stepId("load")
        .stepAttemptId(1)
        .workflowUuid("d50ebda0-a2bd-4018-a9ae-db563684f5ff")
        .stepUuid("dbf1112d-6555-4112-a755-1dc308b66a8d")
        .clusterName("prod")
        .statusChangeRecords(
            List.of(new StatusChangeRecord(StepStatus.RUNNING, StepStatus.SUCCEEDED, now)))
        .syncTime(now)
        .sendTime(now)
        .build();
  }
}
