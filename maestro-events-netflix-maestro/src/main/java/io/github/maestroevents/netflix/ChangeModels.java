package io.github.maestroevents.netflix;

import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.WorkflowActivationChangeEvent;
import io.github.maestroevents.event.WorkflowDeactivationChangeEvent;
import io.github.maestroevents.event.WorkflowDefinitionChangeEvent;
import io.github.maestroevents.event.WorkflowDeletionChangeEvent;
import io.github.maestroevents.event.WorkflowPropertiesChangeEvent;
import io.github.maestroevents.event.WorkflowVersionChangeEvent;
import org.jspecify.annotations.Nullable;

/** The part of {@link EventModels} for changes of a workflow itself. */
final class ChangeModels {

  private ChangeModels() {}

  static @Nullable MaestroEvent of(com.netflix.maestro.models.events.MaestroEvent event) {
    if (event instanceof com.netflix.maestro.models.events.WorkflowDefinitionChangeEvent change) {
      return definition(change);
    }
    if (event instanceof com.netflix.maestro.models.events.WorkflowVersionChangeEvent change) {
      return version(change);
    }
    if (event instanceof com.netflix.maestro.models.events.WorkflowPropertiesChangeEvent change) {
      return properties(change);
    }
    if (event instanceof com.netflix.maestro.models.events.WorkflowActivationChangeEvent change) {
      return activation(change);
    }
    if (event instanceof com.netflix.maestro.models.events.WorkflowDeactivationChangeEvent change) {
      return deactivation(change);
    }
    return event instanceof com.netflix.maestro.models.events.WorkflowDeletionChangeEvent change
        ? deletion(change)
        : null;
  }

  private static MaestroEvent definition(
      com.netflix.maestro.models.events.WorkflowDefinitionChangeEvent event) {
    return WorkflowDefinitionChangeEvent.builder()
        .workflowId(event.getWorkflowId())
        .workflowName(event.getWorkflowName())
        .author(PeopleAndTags.user(event.getAuthor()))
        .versionId(event.getVersionId())
        .currentActiveVersionId(event.getCurrentActiveVersionId())
        .previousActiveVersionId(event.getPreviousActiveVersionId())
        .snapshotId(event.getSnapshotId())
        .clusterName(event.getClusterName())
        .eventTime(event.getEventTime())
        .syncTime(event.getSyncTime())
        .sendTime(event.getSendTime())
        .build();
  }

  private static MaestroEvent version(
      com.netflix.maestro.models.events.WorkflowVersionChangeEvent event) {
    return WorkflowVersionChangeEvent.builder()
        .workflowId(event.getWorkflowId())
        .workflowName(event.getWorkflowName())
        .author(PeopleAndTags.user(event.getAuthor()))
        .versionId(event.getVersionId())
        .currentActiveVersionId(event.getCurrentActiveVersionId())
        .previousActiveVersionId(event.getPreviousActiveVersionId())
        .clusterName(event.getClusterName())
        .eventTime(event.getEventTime())
        .syncTime(event.getSyncTime())
        .sendTime(event.getSendTime())
        .build();
  }

  private static MaestroEvent properties(
      com.netflix.maestro.models.events.WorkflowPropertiesChangeEvent event) {
    return WorkflowPropertiesChangeEvent.builder()
        .workflowId(event.getWorkflowId())
        .author(PeopleAndTags.user(event.getAuthor()))
        .snapshotId(event.getSnapshotId())
        .clusterName(event.getClusterName())
        .eventTime(event.getEventTime())
        .syncTime(event.getSyncTime())
        .sendTime(event.getSendTime())
        .build();
  }

  private static MaestroEvent activation(
      com.netflix.maestro.models.events.WorkflowActivationChangeEvent event) {
    return WorkflowActivationChangeEvent.builder()
        .workflowId(event.getWorkflowId())
        .author(PeopleAndTags.user(event.getAuthor()))
        .currentActiveVersionId(event.getCurrentActiveVersionId())
        .previousActiveVersionId(event.getPreviousActiveVersionId())
        .clusterName(event.getClusterName())
        .eventTime(event.getEventTime())
        .syncTime(event.getSyncTime())
        .sendTime(event.getSendTime())
        .build();
  }

  private static MaestroEvent deactivation(
      com.netflix.maestro.models.events.WorkflowDeactivationChangeEvent event) {
    return WorkflowDeactivationChangeEvent.builder()
        .workflowId(event.getWorkflowId())
        .author(PeopleAndTags.user(event.getAuthor()))
        .previousActiveVersionId(event.getPreviousActiveVersionId())
        .clusterName(event.getClusterName())
        .eventTime(event.getEventTime())
        .syncTime(event.getSyncTime())
        .sendTime(event.getSendTime())
        .build();
  }

  private static MaestroEvent deletion(
      com.netflix.maestro.models.events.WorkflowDeletionChangeEvent event) {
    return WorkflowDeletionChangeEvent.builder()
        .workflowId(event.getWorkflowId())
        .internalId(event.getInternalId())
        .author(PeopleAndTags.user(event.getAuthor()))
        .clusterName(event.getClusterName())
        .eventTime(event.getEventTime())
        .syncTime(event.getSyncTime())
        .sendTime(event.getSendTime())
        .build();
  }
}
