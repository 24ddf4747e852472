package io.github.maestroevents.examples.snippets;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.delivery.FanOutPublisher;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.filter.EventFilter;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.OverflowPolicy;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.StatusChangeRecord;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.event.StepStatus;
import io.github.maestroevents.kafka.KafkaNotificationPublisher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The snippets of the README. */
final class ReadmeSnippets {

  private ReadmeSnippets() {}

  static void shortest(MaestroEvent event) {
    var kafka =
        KafkaNotificationPublisher.builder("maestro-events")
            .bootstrapServers("localhost:9092")
            .build();
    var publisher = NonBlockingNotificationPublisher.wrap(kafka);
    publisher.send(event); // returns at once, whatever Kafka does
    publisher.close();
  }

  static MaestroEvent event(long now) {
    MaestroEvent event =
        StepInstanceStatusChangeEvent.builder()
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
    return event;
  }

  static void fanOut(MaestroNotificationPublisher kafka, MaestroNotificationPublisher pager) {
    var publisher =
        FanOutPublisher.of(
            NonBlockingNotificationPublisher.builder(kafka).name("kafka").build(),
            NonBlockingNotificationPublisher.builder(pager)
                .name("pager")
                .filter(EventFilter.terminalOnly().and(EventFilter.atLeast(EventLevel.ERROR)))
                .build());
    publisher.close();
  }

  static void confirmed(MaestroNotificationPublisher kafka) {
    var publisher =
        NonBlockingNotificationPublisher.builder(kafka)
            .acceptance(AcceptancePolicy.confirmed())
            .build();
    publisher.close();
  }

  static void settings(MaestroNotificationPublisher kafka) {
    var publisher =
        NonBlockingNotificationPublisher.builder(kafka)
            .queue(QueuePolicy.defaults().withCapacity(65_536).withOverflow(OverflowPolicy.REJECT))
            .retry(RetryPolicy.defaults().withMaxAge(Duration.ofHours(6)))
            .deadLetterHandler(DeadLetterHandler.toFile(Path.of("dead-letters.jsonl")))
            .build();
    DeliveryStats stats = publisher.stats();
    System.out.println(stats.delivered() + " delivered, " + stats.undelivered() + " on their way");
  }

  static void lambda(MaestroEvent event) {
    var publisher = NonBlockingNotificationPublisher.wrap(e -> System.out.println(e.workflowId()));
    publisher.send(event);
    publisher.close();
  }
}
