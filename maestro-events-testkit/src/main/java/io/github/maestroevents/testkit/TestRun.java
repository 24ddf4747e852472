package io.github.maestroevents.testkit;

import io.github.maestroevents.event.StatusChangeRecord;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.event.StepStatus;
import io.github.maestroevents.event.WorkflowInstanceStatusChangeEvent;
import io.github.maestroevents.event.WorkflowStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The first run of a workflow that nobody else has, with a clock of its own; one thread only. */
final class TestRun {

  private static final long MIDNIGHT_1_JANUARY_2026 = 1_767_225_600_000L;

  final String workflowId = "daily-report." + UUID.randomUUID();
  private final String workflowUuid = UUID.randomUUID().toString();
  private final Map<Integer, String> stepUuids = new HashMap<>();
  private long millis = MIDNIGHT_1_JANUARY_2026;

  /** The next millisecond of the run. */
  long tick() {
    return ++millis;
  }

  WorkflowInstanceStatusChangeEvent instance(WorkflowStatus from, WorkflowStatus to) {
    return WorkflowInstanceStatusChangeEvent.builder()
        .workflowId(workflowId)
        .workflowInstanceId(1)
        .workflowRunId(1)
        .workflowUuid(workflowUuid)
        .correlationId(workflowId + ":1:1")
        .workflowName("Daily report")
        .clusterName("test")
        .oldStatus(from)
        .newStatus(to)
        .eventTime(tick())
        .syncTime(tick())
        .sendTime(tick())
        .build();
  }

  /** One event for a step, numbered from 1, that went through these statuses. */
  StepInstanceStatusChangeEvent step(int number, StepStatus... statuses) {
    List<StatusChangeRecord> records = new ArrayList<>();
    for (int i = 1; i < statuses.length; i++) {
      records.add(new StatusChangeRecord(statuses[i - 1], statuses[i], tick()));
    }
    return StepInstanceStatusChangeEvent.builder()
        .workflowId(workflowId)
        .workflowInstanceId(1)
        .workflowRunId(1)
        .stepId("job." + number)
        .stepAttemptId(1)
        .workflowUuid(workflowUuid)
        .stepUuid(stepUuids.computeIfAbsent(number, n -> UUID.randomUUID().toString()))
        .correlationId(workflowId + ":1:1")
        .stepInstanceId(number + 2L) // Maestro's first step has number 3
        .clusterName("test")
        .statusChangeRecords(List.copyOf(records))
        .syncTime(tick())
        .sendTime(tick())
        .build();
  }
}
