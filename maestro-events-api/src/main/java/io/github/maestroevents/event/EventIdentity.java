package io.github.maestroevents.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Picks the fields of each record that tell one change from another. */
final class EventIdentity {

  private EventIdentity() {}

  static EventId of(MaestroEvent event) {
    Fingerprint fingerprint =
        Fingerprint.begin().text(event.type().name()).text(event.clusterName());
    if (event instanceof StepInstanceStatusChangeEvent step) {
      step(fingerprint, step);
    } else if (event instanceof WorkflowInstanceStatusChangeEvent instance) {
      instance(fingerprint, instance);
    } else if (event instanceof WorkflowChangeEvent change) {
      change(fingerprint.text(change.workflowId()), change);
    }
    return fingerprint.end();
  }

  private static void step(Fingerprint fingerprint, StepInstanceStatusChangeEvent event) {
    fingerprint.text(event.stepUuid());
    records(fingerprint, event.statusChangeRecords());
    if (event.stepUuid() == null) {
      fingerprint
          .text(event.workflowUuid())
          .text(event.workflowId())
          .number(event.workflowInstanceId())
          .number(event.workflowRunId())
          .text(event.stepId())
          .number(event.stepAttemptId());
    }
  }

  private static void records(
      Fingerprint fingerprint, @Nullable List<@Nullable StatusChangeRecord> records) {
    if (records == null) {
      fingerprint.number(-1);
      return;
    }
    fingerprint.number(records.size());
    for (int i = 0; i < records.size(); i++) {
      StatusChangeRecord change = records.get(i);
      fingerprint.flag(change != null);
      if (change != null) {
        fingerprint.name(change.oldStatus()).name(change.newStatus()).number(change.eventTime());
      }
    }
  }

  private static void instance(Fingerprint fingerprint, WorkflowInstanceStatusChangeEvent event) {
    fingerprint
        .text(event.workflowUuid())
        .name(event.oldStatus())
        .name(event.newStatus())
        .number(event.eventTime());
    if (event.workflowUuid() == null) {
      fingerprint
          .text(event.workflowId())
          .number(event.workflowInstanceId())
          .number(event.workflowRunId());
    }
  }

  private static void change(Fingerprint fingerprint, WorkflowChangeEvent change) {
    if (change instanceof WorkflowDefinitionChangeEvent event) {
      fingerprint.number(event.versionId()).number(event.snapshotId()).number(event.eventTime());
    } else if (change instanceof WorkflowVersionChangeEvent event) {
      fingerprint.number(event.versionId()).number(event.eventTime());
    } else if (change instanceof WorkflowPropertiesChangeEvent event) {
      fingerprint.number(event.snapshotId()).number(event.eventTime());
    } else if (change instanceof WorkflowActivationChangeEvent event) {
      fingerprint
          .number(event.currentActiveVersionId())
          .number(event.previousActiveVersionId())
          .number(event.eventTime());
    } else if (change instanceof WorkflowDeactivationChangeEvent event) {
      fingerprint.number(event.previousActiveVersionId()).number(event.eventTime());
    } else if (change instanceof WorkflowDeletionChangeEvent event) {
      fingerprint.number(event.internalId());
    }
  }
}
