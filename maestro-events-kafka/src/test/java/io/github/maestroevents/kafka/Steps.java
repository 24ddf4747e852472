package io.github.maestroevents.kafka;

import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.StatusChangeRecord;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.event.StepStatus;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Events of an engine, of one run or another, and their numbers in what arrives. */
final class Steps {

  private static final long TIME = 1_795_410_812_982L;
  private static final Pattern NUMBER = Pattern.compile("\"step_uuid\":\"step-(\\d+)\"");

  private Steps() {}

  /** Event number {@code number} of a run, which is its ordering key. */
  static MaestroEvent step(String run, int number) {
    return StepInstanceStatusChangeEvent.builder()
        .workflowId("workflow")
        .workflowInstanceId(1)
        .workflowRunId(1)
        .stepId("step")
        .stepAttemptId(1)
        .workflowUuid(run)
        .stepUuid("step-" + number)
        .correlationId("workflow:1:1")
        .stepInstanceId(number)
        .clusterName("test")
        .statusChangeRecords(
            List.of(new StatusChangeRecord(StepStatus.STARTING, StepStatus.RUNNING, TIME)))
        .syncTime(TIME)
        .sendTime(TIME)
        .build();
  }

  static int number(String json) {
    Matcher number = NUMBER.matcher(json);
    if (!number.find()) {
      throw new AssertionError("No step: " + json);
    }
    return Integer.parseInt(number.group(1));
  }
}
