package io.github.maestroevents.drills;

import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.StatusChangeRecord;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.event.StepStatus;
import java.util.List;

/** Events of the shape and size that a Maestro server sends. */
public final class SampleEvents {

  private static final long TIME = 1_795_410_812_982L;

  private SampleEvents() {}

  /** A step of a run; runs are ordering keys, the number makes the event one of its kind. */
  public static MaestroEvent step(String run, int number) {
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
