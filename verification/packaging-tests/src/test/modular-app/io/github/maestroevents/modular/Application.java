package io.github.maestroevents.modular;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.config.MaestroEvents;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.StatusChangeRecord;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.event.StepStatus;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.kafka.KafkaNotificationPublisher;
import io.github.maestroevents.micrometer.MicrometerDeliveryMetrics;
import io.github.maestroevents.noop.NoOpNotificationPublisher;
import io.github.maestroevents.sqs.SqsNotificationPublisher;
import io.github.maestroevents.webhook.WebhookNotificationPublisher;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Uses every published module. Arguments: a directory for the journal, the address of a Kafka
 * broker.
 */
public final class Application {

  public static void main(String[] args) {
    through("noop", NoOpNotificationPublisher.create(), args[0]);
    through(
        "kafka",
        KafkaNotificationPublisher.builder("modular").bootstrapServers(args[1]).build(),
        args[0]);
    try (var sqs =
        SqsNotificationPublisher.builder("http://localhost:1/000000000000/events").build()) {
      sqs.send(event());
    } catch (RetryableDeliveryException e) {
      System.out.println("sqs: nobody answers");
    }
    try (var webhook =
        WebhookNotificationPublisher.builder(URI.create("http://localhost:1/"))
            .allowPrivateAddresses()
            .build()) {
      webhook.send(event());
    } catch (RetryableDeliveryException e) {
      System.out.println("webhook: nobody answers");
    }
    try (var configured =
        MaestroEvents.open(
            Map.of(
                "maestro.events.destinations.modular.type", "log",
                "maestro.events.destinations.modular.journal", "file:" + args[0] + "/configured",
                "maestro.events.destinations.modular.acceptance", "journaled"))) {
      configured.send(event());
      System.out.println("config: " + configured.flush(Duration.ofSeconds(60)));
    }
  }

  private static void through(
      String name, MaestroNotificationPublisher destination, String directory) {
    var meters = new SimpleMeterRegistry();
    var journal = SqliteJournal.at(Path.of(directory, name)).open();
    try (var publisher =
        NonBlockingNotificationPublisher.builder(destination)
            .acceptance(AcceptancePolicy.journaled())
            .journal(journal)
            .metrics(MicrometerDeliveryMetrics.of(meters))
            .build()) {
      publisher.send(event());
      System.out.println(name + ": " + publisher.flush(Duration.ofSeconds(60)));
      System.out.println(name + ": " + meters.find("maestro.events.delivered").counters().size());
    }
  }

  private static MaestroEvent event() {
    long now = System.currentTimeMillis();
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
