package com.netflix.maestro.models.events;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/** Properties changed. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE)
@JsonPropertyOrder({
  "workflow_id",
  "author",
  "snapshot_id",
  "cluster_name",
  "event_time",
  "sync_time",
  "send_time",
  "type"
})
public final class WorkflowPropertiesChangeEvent extends WorkflowChangeEvent {
  private long snapshotId;

  private WorkflowPropertiesChangeEvent() {}

  public long getSnapshotId() {
    return snapshotId;
  }

  @Override
  @JsonProperty
  public Type getType() {
    return Type.WORKFLOW_PROPERTIES_CHANGE_EVENT;
  }
}
