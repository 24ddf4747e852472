package com.netflix.maestro.models.events;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.netflix.maestro.models.definition.TagList;
import com.netflix.maestro.models.instance.WorkflowInstance;

/** A run of a workflow changed its status. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE)
@JsonPropertyOrder({
  "workflow_id",
  "workflow_instance_id",
  "workflow_run_id",
  "workflow_uuid",
  "correlation_id",
  "depth",
  "workflow_name",
  "cluster_name",
  "tags",
  "old_status",
  "new_status",
  "event_time",
  "sync_time",
  "send_time",
  "type"
})
public class WorkflowInstanceStatusChangeEvent implements MaestroEvent {
  private String workflowId;
  private String workflowName;
  private long workflowInstanceId;
  private long workflowRunId;
  private String workflowUuid;
  private String correlationId;
  private int depth;
  private String clusterName;
  private TagList tags;
  private WorkflowInstance.Status oldStatus;
  private WorkflowInstance.Status newStatus;
  private long eventTime;
  private long syncTime;
  private long sendTime;

  private WorkflowInstanceStatusChangeEvent() {}

  @Override
  public String getWorkflowId() {
    return workflowId;
  }

  public String getWorkflowName() {
    return workflowName;
  }

  public long getWorkflowInstanceId() {
    return workflowInstanceId;
  }

  public long getWorkflowRunId() {
    return workflowRunId;
  }

  public String getWorkflowUuid() {
    return workflowUuid;
  }

  public String getCorrelationId() {
    return correlationId;
  }

  public int getDepth() {
    return depth;
  }

  @Override
  public String getClusterName() {
    return clusterName;
  }

  public TagList getTags() {
    return tags;
  }

  public WorkflowInstance.Status getOldStatus() {
    return oldStatus;
  }

  public WorkflowInstance.Status getNewStatus() {
    return newStatus;
  }

  public long getEventTime() {
    return eventTime;
  }

  @Override
  public long getSyncTime() {
    return syncTime;
  }

  public long getSendTime() {
    return sendTime;
  }

  @Override
  @JsonProperty
  public Type getType() {
    return Type.WORKFLOW_INSTANCE_STATUS_CHANGE_EVENT;
  }
}
