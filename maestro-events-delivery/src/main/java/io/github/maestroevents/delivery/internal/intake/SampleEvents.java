package io.github.maestroevents.delivery.internal.intake;

import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.StatusChangeRecord;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.event.StepStatus;
import io.github.maestroevents.event.WorkflowActivationChangeEvent;
import io.github.maestroevents.event.WorkflowDeactivationChangeEvent;
import io.github.maestroevents.event.WorkflowDefinitionChangeEvent;
import io.github.maestroevents.event.WorkflowDeletionChangeEvent;
import io.github.maestroevents.event.WorkflowInstanceStatusChangeEvent;
import io.github.maestroevents.event.WorkflowPropertiesChangeEvent;
import io.github.maestroevents.event.WorkflowStatus;
import io.github.maestroevents.event.WorkflowVersionChangeEvent;
import java.time.Instant;
import java.util.List;

/** An event of each type, as engines send them, to try a host's functions with. */
final class SampleEvents {

  private static final String WORKFLOW = "sample";
  private static final String CLUSTER = "sample";
  private static final String RUN = "00000000-0000-0000-0000-000000000001";
  private static final long TIME = 1_764_000_000_000L;

  private SampleEvents() {}

  static List<MaestroEvent> ofEachType() {
    return List.of(
        step(),
        instance(),
        definition(),
        version(),
        properties(),
        activation(),
        deactivation(),
        deletion(),
        hosts());
  }

  private static MaestroEvent step() {
    return StepInstanceStatusChangeEvent.builder()
        .workflowId(WORKFLOW)
        .workflowInstanceId(1)
        .workflowRunId(1)
        .stepId("sample-step")
        .stepAttemptId(1)
        .workflowUuid(RUN)
        .stepUuid("00000000-0000-0000-0000-000000000002")
        .clusterName(CLUSTER)
        .statusChangeRecords(
            List.of(new StatusChangeRecord(StepStatus.RUNNING, StepStatus.SUCCEEDED, TIME)))
        .build();
  }

  private static MaestroEvent instance() {
    return WorkflowInstanceStatusChangeEvent.builder()
        .workflowId(WORKFLOW)
        .workflowName(WORKFLOW)
        .workflowInstanceId(1)
        .workflowRunId(1)
        .workflowUuid(RUN)
        .clusterName(CLUSTER)
        .oldStatus(WorkflowStatus.IN_PROGRESS)
        .newStatus(WorkflowStatus.SUCCEEDED)
        .eventTime(TIME)
        .build();
  }

  private static MaestroEvent definition() {
    return WorkflowDefinitionChangeEvent.builder()
        .workflowId(WORKFLOW)
        .clusterName(CLUSTER)
        .eventTime(TIME)
        .build();
  }

  private static MaestroEvent version() {
    return WorkflowVersionChangeEvent.builder()
        .workflowId(WORKFLOW)
        .clusterName(CLUSTER)
        .eventTime(TIME)
        .build();
  }

  private static MaestroEvent properties() {
    return WorkflowPropertiesChangeEvent.builder()
        .workflowId(WORKFLOW)
        .clusterName(CLUSTER)
        .eventTime(TIME)
        .build();
  }

  private static MaestroEvent activation() {
    return WorkflowActivationChangeEvent.builder()
        .workflowId(WORKFLOW)
        .clusterName(CLUSTER)
        .eventTime(TIME)
        .build();
  }

  private static MaestroEvent deactivation() {
    return WorkflowDeactivationChangeEvent.builder()
        .workflowId(WORKFLOW)
        .clusterName(CLUSTER)
        .eventTime(TIME)
        .build();
  }

  private static MaestroEvent deletion() {
    return WorkflowDeletionChangeEvent.builder()
        .workflowId(WORKFLOW)
        .clusterName(CLUSTER)
        .eventTime(TIME)
        .build();
  }

  private static MaestroEvent hosts() {
    return HostEvent.builder("sample", "sample")
        .subject("sample")
        .time(Instant.ofEpochMilli(TIME))
        .json("{}")
        .build();
  }
}
