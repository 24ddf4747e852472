package io.github.maestroevents.netflix;

import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.StatusChangeRecord;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.event.StepStatus;
import io.github.maestroevents.event.WorkflowInstanceStatusChangeEvent;
import io.github.maestroevents.event.WorkflowStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record of this library for an object of the server, field by field. The two vocabularies
 * share their names: those of the server are written out.
 */
final class EventModels {

  private EventModels() {}

  /**
   * Null for an event of a class that is not known here.
   *
   * @throws RuntimeException if a value is not known here, such as a new status
   * @throws LinkageError if the server's classes are not those that this was compiled against
   */
  static @Nullable MaestroEvent of(com.netflix.maestro.models.events.MaestroEvent event) {
    if (event instanceof com.netflix.maestro.models.events.StepInstanceStatusChangeEvent step) {
      return step(step);
    }
    if (event
        instanceof com.netflix.maestro.models.events.WorkflowInstanceStatusChangeEvent instance) {
      return instance(instance);
    }
    return ChangeModels.of(event);
  }

  private static MaestroEvent step(
      com.netflix.maestro.models.events.StepInstanceStatusChangeEvent event) {
    return StepInstanceStatusChangeEvent.builder()
        .workflowId(event.getWorkflowId())
        .workflowInstanceId(event.getWorkflowInstanceId())
        .workflowRunId(event.getWorkflowRunId())
        .stepId(event.getStepId())
        .stepAttemptId(event.getStepAttemptId())
        .workflowUuid(event.getWorkflowUuid())
        .stepUuid(event.getStepUuid())
        .correlationId(event.getCorrelationId())
        .stepInstanceId(event.getStepInstanceId())
        .clusterName(event.getClusterName())
        .statusChangeRecords(records(event.getStatusChangeRecords()))
        .syncTime(event.getSyncTime())
        .sendTime(event.getSendTime())
        .build();
  }

  private static @Nullable List<@Nullable StatusChangeRecord> records(
      @Nullable
          List<
              com.netflix.maestro.models.events.StepInstanceStatusChangeEvent.@Nullable
              StatusChangeRecord>
          changes) {
    if (changes == null) {
      return null;
    }
    List<@Nullable StatusChangeRecord> records = new ArrayList<>(changes.size());
    for (var change : changes) {
      records.add(
          change == null
              ? null
              : new StatusChangeRecord(
                  stepStatus(change.getOldStatus()),
                  stepStatus(change.getNewStatus()),
                  change.getEventTime()));
    }
    return records;
  }

  private static MaestroEvent instance(
      com.netflix.maestro.models.events.WorkflowInstanceStatusChangeEvent event) {
    return WorkflowInstanceStatusChangeEvent.builder()
        .workflowId(event.getWorkflowId())
        .workflowName(event.getWorkflowName())
        .workflowInstanceId(event.getWorkflowInstanceId())
        .workflowRunId(event.getWorkflowRunId())
        .workflowUuid(event.getWorkflowUuid())
        .correlationId(event.getCorrelationId())
        .depth(event.getDepth())
        .clusterName(event.getClusterName())
        .tags(PeopleAndTags.tags(event.getTags()))
        .oldStatus(workflowStatus(event.getOldStatus()))
        .newStatus(workflowStatus(event.getNewStatus()))
        .eventTime(event.getEventTime())
        .syncTime(event.getSyncTime())
        .sendTime(event.getSendTime())
        .build();
  }

  private static @Nullable StepStatus stepStatus(@Nullable Enum<?> status) {
    return status == null ? null : StepStatus.valueOf(status.name());
  }

  private static @Nullable WorkflowStatus workflowStatus(@Nullable Enum<?> status) {
    return status == null ? null : WorkflowStatus.valueOf(status.name());
  }
}
