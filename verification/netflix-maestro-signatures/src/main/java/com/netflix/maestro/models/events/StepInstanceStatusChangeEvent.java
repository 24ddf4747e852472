package com.netflix.maestro.models.events;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.netflix.maestro.models.instance.StepInstance;
import java.util.List;

/** A step changed its status. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE)
@JsonPropertyOrder({
  "workflow_id",
  "workflow_instance_id",
  "workflow_run_id",
  "step_id",
  "step_attempt_id",
  "workflow_uuid",
  "step_uuid",
  "correlation_id",
  "step_instance_id",
  "cluster_name",
  "status_change_records",
  "sync_time",
  "send_time",
  "type"
})
public class StepInstanceStatusChangeEvent implements MaestroEvent {
  private String workflowId;
  private long workflowInstanceId;
  private long workflowRunId;
  private String stepId;
  private long stepAttemptId;
  private String workflowUuid;
  private String stepUuid;
  private String correlationId;
  private long stepInstanceId;
  private String clusterName;
  private List<StatusChangeRecord> statusChangeRecords;
  private long syncTime;
  private long sendTime;

  protected StepInstanceStatusChangeEvent() {}

  @Override
  public String getWorkflowId() {
    return workflowId;
  }

  public long getWorkflowInstanceId() {
    return workflowInstanceId;
  }

  public long getWorkflowRunId() {
    return workflowRunId;
  }

  public String getStepId() {
    return stepId;
  }

  public long getStepAttemptId() {
    return stepAttemptId;
  }

  public String getWorkflowUuid() {
    return workflowUuid;
  }

  public String getStepUuid() {
    return stepUuid;
  }

  public String getCorrelationId() {
    return correlationId;
  }

  public long getStepInstanceId() {
    return stepInstanceId;
  }

  @Override
  public String getClusterName() {
    return clusterName;
  }

  public List<StatusChangeRecord> getStatusChangeRecords() {
    return statusChangeRecords;
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
    return Type.STEP_INSTANCE_STATUS_CHANGE_EVENT;
  }

  /** One of the changes. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonPropertyOrder({"old_status", "new_status", "event_time"})
  public static class StatusChangeRecord {
    private StepInstance.Status oldStatus;
    private StepInstance.Status newStatus;
    private long eventTime;

    public StepInstance.Status getOldStatus() {
      return oldStatus;
    }

    public void setOldStatus(StepInstance.Status oldStatus) {
      this.oldStatus = oldStatus;
    }

    public StepInstance.Status getNewStatus() {
      return newStatus;
    }

    public void setNewStatus(StepInstance.Status newStatus) {
      this.newStatus = newStatus;
    }

    public long getEventTime() {
      return eventTime;
    }

    public void setEventTime(long eventTime) {
      this.eventTime = eventTime;
    }
  }
}
