package io.github.maestroevents.noop;

import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.event.StatusChangeRecord;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.event.WorkflowActivationChangeEvent;
import io.github.maestroevents.event.WorkflowDeactivationChangeEvent;
import io.github.maestroevents.event.WorkflowDefinitionChangeEvent;
import io.github.maestroevents.event.WorkflowDeletionChangeEvent;
import io.github.maestroevents.event.WorkflowInstanceStatusChangeEvent;
import io.github.maestroevents.event.WorkflowPropertiesChangeEvent;
import io.github.maestroevents.event.WorkflowVersionChangeEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as one line: what it is, how bad, which workflow, run and step, and what changed. Keys
 * are Maestro's names on the wire, so that a search for one finds lines and bodies alike; {@code
 * status} is the exception, which holds a whole chain of changes.
 */
final class EventLine {

  private EventLine() {}

  static String of(MaestroEvent event) {
    KeyValues line = new KeyValues();
    line.add("type", event.wireType()).add("level", event.level().wireName());
    line.add("workflow_id", event.workflowId());
    details(line, model(event));
    line.add("cluster_name", event.clusterName());
    line.add("event_id", EventId.of(event).value());
    return line.toString();
  }

  /** Type and id alone, enough to find the line that belongs to a body. */
  static String identityOf(MaestroEvent event) {
    return new KeyValues()
        .add("type", event.wireType())
        .add("event_id", EventId.of(event).value())
        .toString();
  }

  private static MaestroEvent model(MaestroEvent event) {
    return event instanceof OpaqueMaestroEvent opaque ? opaque.modelled().orElse(event) : event;
  }

  private static void details(KeyValues line, MaestroEvent event) {
    if (event instanceof StepInstanceStatusChangeEvent step) {
      line.add("workflow_instance_id", step.workflowInstanceId())
          .add("workflow_run_id", step.workflowRunId())
          .add("step_id", step.stepId())
          .add("step_attempt_id", step.stepAttemptId())
          .add("status", chain(step.statusChangeRecords()))
          .add("workflow_uuid", step.workflowUuid())
          .add("step_uuid", step.stepUuid());
    } else if (event instanceof WorkflowInstanceStatusChangeEvent run) {
      line.add("workflow_instance_id", run.workflowInstanceId())
          .add("workflow_run_id", run.workflowRunId())
          .add("workflow_name", run.workflowName())
          .add("status", run.oldStatus() + "->" + run.newStatus())
          .add("workflow_uuid", run.workflowUuid());
    } else if (event instanceof WorkflowDefinitionChangeEvent change) {
      line.add("workflow_name", change.workflowName())
          .add("version_id", change.versionId())
          .add("snapshot_id", change.snapshotId())
          .add("current_active_version_id", change.currentActiveVersionId());
    } else if (event instanceof WorkflowVersionChangeEvent change) {
      line.add("workflow_name", change.workflowName())
          .add("version_id", change.versionId())
          .add("current_active_version_id", change.currentActiveVersionId());
    } else if (event instanceof WorkflowPropertiesChangeEvent change) {
      line.add("snapshot_id", change.snapshotId());
    } else if (event instanceof WorkflowActivationChangeEvent change) {
      line.add("current_active_version_id", change.currentActiveVersionId())
          .add("previous_active_version_id", change.previousActiveVersionId());
    } else if (event instanceof WorkflowDeactivationChangeEvent change) {
      line.add("previous_active_version_id", change.previousActiveVersionId());
    } else if (event instanceof WorkflowDeletionChangeEvent change) {
      line.add("internal_id", change.internalId());
    } else if (event instanceof OpaqueMaestroEvent opaque) {
      line.add("workflow_uuid", opaque.workflowUuid());
    } else if (event instanceof HostEvent hosts) {
      line.add("source", hosts.source()).add("subject", hosts.subject());
    }
  }

  /** {@code A->B->C}; a change that does not start where the last one ended follows a comma. */
  private static @Nullable String chain(@Nullable List<@Nullable StatusChangeRecord> changes) {
    if (changes == null) {
      return null;
    }
    StringBuilder chain = new StringBuilder();
    Object reached = null;
    for (StatusChangeRecord change : changes) {
      if (change == null) {
        continue;
      }
      if (chain.length() == 0) {
        chain.append(change.oldStatus());
      } else if (change.oldStatus() != reached) {
        chain.append(',').append(change.oldStatus());
      }
      chain.append("->").append(change.newStatus());
      reached = change.newStatus();
    }
    return chain.toString();
  }
}
