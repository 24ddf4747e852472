package io.github.maestroevents.drills.disk;

import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.StatusChangeRecord;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.event.StepStatus;
import java.util.List;

/** Events of some kilobytes, so that few of them make a large file. */
final class PowerEvents {

  private static final String LONG = "x".repeat(3000);

  private PowerEvents() {}

  /** Every 10th is of a key that is stuck, every 12th of a key that is rejected. */
  static String kind(int number) {
    return number % 10 == 0 ? "stuck" : number % 12 == 1 ? "bad" : "good";
  }

  static MaestroEvent event(String name, int number) {
    return StepInstanceStatusChangeEvent.builder()
        .workflowId("power")
        .workflowInstanceId(1)
        .workflowRunId(1)
        .stepId("step")
        .stepAttemptId(1)
        .workflowUuid(kind(number) + "-" + name.substring(name.indexOf('/')))
        .stepUuid(name + "/" + number)
        .correlationId(LONG)
        .stepInstanceId(number)
        .clusterName("drill")
        .statusChangeRecords(
            List.of(new StatusChangeRecord(StepStatus.STARTING, StepStatus.RUNNING, number)))
        .syncTime(1)
        .sendTime(1)
        .build();
  }
}
