package io.github.maestroevents.observability;

import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.StatusChangeRecord;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.event.StepStatus;
import java.util.List;

/** Events of the shape and size that a Maestro server sends. */
final class Events {

  private static final long TIME = 1_795_410_812_982L;
  private static final int RUNS = 64;

  private Events() {}

  /** One of its kind, of one of some runs. */
  static MaestroEvent step(int number) {
    String run = "run-" + number % RUNS;
    return StepInstanceStatusChangeEvent.builder()
        .workflowId("sample-workflow")
        .workflowInstanceId(1)
        .workflowRunId(1)
        .stepId("step")
        .stepAttemptId(1)
        .workflowUuid(run)
        .stepUuid(run + "/" + number)
        .correlationId("sample-workflow:1:1")
        .stepInstanceId(number)
        .clusterName("drill")
        .statusChangeRecords(
            List.of(
                new StatusChangeRecord(StepStatus.STARTING, StepStatus.RUNNING, TIME),
                new StatusChangeRecord(StepStatus.RUNNING, StepStatus.FINISHING, TIME)))
        .syncTime(TIME)
        .sendTime(TIME)
        .build();
  }
}
