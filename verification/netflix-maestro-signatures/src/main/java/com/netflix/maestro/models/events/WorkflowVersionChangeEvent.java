package com.netflix.maestro.models.events;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/** A version was pushed. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE)
@JsonPropertyOrder({
  "workflow_id",
  "workflow_name",
  "author",
  "version_id",
  "current_active_version_id",
  "previous_active_version_id",
  "cluster_name",
  "event_time",
  "sync_time",
  "send_time",
  "type"
})
public final class WorkflowVersionChangeEvent extends WorkflowChangeEvent {
  private String workflowName;
  private long versionId;
  private long currentActiveVersionId;
  private long previousActiveVersionId;

  private WorkflowVersionChangeEvent() {}

  public String getWorkflowName() {
    return workflowName;
  }

  public long getVersionId() {
    return versionId;
  }

  public long getCurrentActiveVersionId() {
    return currentActiveVersionId;
  }

  public long getPreviousActiveVersionId() {
    return previousActiveVersionId;
  }

  @Override
  @JsonProperty
  public Type getType() {
    return Type.WORKFLOW_VERSION_CHANGE_EVENT;
  }
}
