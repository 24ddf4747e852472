package io.github.maestroevents.examples.snippets;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.StatusChangeRecord;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.event.StepStatus;
import io.github.maestroevents.kafka.KafkaNotificationPublisher;
import io.github.maestroevents.noop.NoOpNotificationPublisher;
import java.util.List;

/** Sends one event to Kafka, or to the log when no broker is named. */
public final class GettingStarted {

  public static void main(String[] args) {
    MaestroNotificationPublisher destination =
        args.length > 0
            ? KafkaNotificationPublisher.builder("maestro-events").bootstrapServers(args[0]).build()
            : NoOpNotificationPublisher.create();
    try (var publisher = NonBlockingNotificationPublisher.wrap(destination)) {
      publisher.send(event(System.currentTimeMillis())); // returns at once
    } // waits for the delivery, 10 s at most
  }

  static MaestroEvent event(long now) {
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
