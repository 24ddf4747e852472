package com.netflix.maestro.models.events;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/** A workflow was deleted. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE)
@JsonPropertyOrder({
  "workflow_id",
  "internal_id",
  "author",
  "cluster_name",
  "event_time",
  "sync_time",
  "send_time",
  "type"
})
public final class WorkflowDeletionChangeEvent extends WorkflowChangeEvent {
  private long internalId;

  private WorkflowDeletionChangeEvent() {}

  public long getInternalId() {
    return internalId;
  }

  @Override
  @JsonProperty
  public Type getType() {
    return Type.WORKFLOW_DELETION_CHANGE_EVENT;
  }
}
