package io.github.maestroevents.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step changed its status, once or several times in a row.
 *
 * @param workflowId the id of the workflow, or null where the engine left it out
 * @param workflowInstanceId the number of the instance, from 1; 0 where unset
 * @param workflowRunId the number of the run of that instance, from 1; 0 where unset
 * @param stepId the id of the step within the workflow, or null
 * @param stepAttemptId the number of the attempt at the step, from 1; 0 where unset
 * @param workflowUuid the unique id of this run, or null
 * @param stepUuid the unique id of this attempt, or null
 * @param correlationId the engine's correlation id, shared by all restarts of an instance, or null
 * @param stepInstanceId the sequence number of the step within its run, not stable across runs
 * @param clusterName the engine's cluster, or null where the engine left it out
 * @param statusChangeRecords the status changes in the order they happened; null, empty and null
 *     elements are tolerated; copied, and never modifiable
 * @param syncTime when the engine queued the event internally, in epoch milliseconds
 * @param sendTime when the engine built the event for the publisher, in epoch milliseconds; differs
 *     on every attempt to publish it
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
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
@JsonDeserialize(builder = StepInstanceStatusChangeEvent.Builder.class)
public record StepInstanceStatusChangeEvent(
    @Nullable String workflowId,
    long workflowInstanceId,
    long workflowRunId,
    @Nullable String stepId,
    long stepAttemptId,
    @Nullable String workflowUuid,
    @Nullable String stepUuid,
    @Nullable String correlationId,
    long stepInstanceId,
    @Nullable String clusterName,
    @Nullable List<@Nullable StatusChangeRecord> statusChangeRecords,
    long syncTime,
    long sendTime)
    implements MaestroEvent {

  /** Copies the list that it is given. */
  public StepInstanceStatusChangeEvent {
    statusChangeRecords = Copies.list(statusChangeRecords);
  }

  /** Builds the event; every field is optional, nulls and zeros included. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public EventType type() {
    return EventType.STEP_INSTANCE_STATUS_CHANGE_EVENT;
  }

  /**
   * The level of the last new status: what the records before it led to is history once the event
   * arrives. {@link EventLevel#INFO} when no record names a new status.
   */
  @Override
  public EventLevel level() {
    if (statusChangeRecords != null) {
      for (int i = statusChangeRecords.size() - 1; i >= 0; i--) {
        StatusChangeRecord change = statusChangeRecords.get(i);
        if (change != null && change.newStatus() != null) {
          return change.newStatus().level();
        }
      }
    }
    return EventLevel.INFO;
  }

  /** Ids, numbers and statuses, bounded and on one line; of all else only how much there is. */
  @Override
  public String toString() {
    return RecordText.of(StepInstanceStatusChangeEvent.class)
        .add("workflowId", workflowId)
        .add("workflowInstanceId", workflowInstanceId)
        .add("workflowRunId", workflowRunId)
        .add("stepId", stepId)
        .add("stepAttemptId", stepAttemptId)
        .add("workflowUuid", workflowUuid)
        .add("stepUuid", stepUuid)
        .add("correlationId", correlationId)
        .add("stepInstanceId", stepInstanceId)
        .add("clusterName", clusterName)
        .addSize("statusChangeRecords", statusChangeRecords)
        .add("syncTime", syncTime)
        .add("sendTime", sendTime)
        .toString();
  }

  /** Sets the fields one by one; not safe for use by several threads at once. */
  @JsonPOJOBuilder(withPrefix = "")
  @JsonNaming(SnakeCaseStrategy.class)
  public static final class Builder {
    private @Nullable String workflowId;
    private long workflowInstanceId;
    private long workflowRunId;
    private @Nullable String stepId;
    private long stepAttemptId;
    private @Nullable String workflowUuid;
    private @Nullable String stepUuid;
    private @Nullable String correlationId;
    private long stepInstanceId;
    private @Nullable String clusterName;
    private @Nullable List<@Nullable StatusChangeRecord> statusChangeRecords;
    private long syncTime;
    private long sendTime;

    private Builder() {}

    /** The id of the workflow, or null where the engine left it out. */
    public Builder workflowId(@Nullable String workflowId) {
      this.workflowId = workflowId;
      return this;
    }

    /** The number of the instance, from 1; 0 where unset. */
    public Builder workflowInstanceId(long workflowInstanceId) {
      this.workflowInstanceId = workflowInstanceId;
      return this;
    }

    /** The number of the run of that instance, from 1; 0 where unset. */
    public Builder workflowRunId(long workflowRunId) {
      this.workflowRunId = workflowRunId;
      return this;
    }

    /** The id of the step within the workflow, or null. */
    public Builder stepId(@Nullable String stepId) {
      this.stepId = stepId;
      return this;
    }

    /** The number of the attempt at the step, from 1; 0 where unset. */
    public Builder stepAttemptId(long stepAttemptId) {
      this.stepAttemptId = stepAttemptId;
      return this;
    }

    /** The unique id of this run, or null. */
    public Builder workflowUuid(@Nullable String workflowUuid) {
      this.workflowUuid = workflowUuid;
      return this;
    }

    /** The unique id of this attempt, or null. */
    public Builder stepUuid(@Nullable String stepUuid) {
      this.stepUuid = stepUuid;
      return this;
    }

    /** The engine's correlation id, shared by all restarts of an instance, or null. */
    public Builder correlationId(@Nullable String correlationId) {
      this.correlationId = correlationId;
      return this;
    }

    /** The sequence number of the step within its run, not stable across runs. */
    public Builder stepInstanceId(long stepInstanceId) {
      this.stepInstanceId = stepInstanceId;
      return this;
    }

    /** The engine's cluster, or null where the engine left it out. */
    public Builder clusterName(@Nullable String clusterName) {
      this.clusterName = clusterName;
      return this;
    }

    /**
     * The status changes in the order they happened; null, empty and null elements are tolerated;
     * copied, and never modifiable.
     */
    public Builder statusChangeRecords(
        @Nullable List<@Nullable StatusChangeRecord> statusChangeRecords) {
      this.statusChangeRecords = statusChangeRecords;
      return this;
    }

    /** When the engine queued the event internally, in epoch milliseconds. */
    public Builder syncTime(long syncTime) {
      this.syncTime = syncTime;
      return this;
    }

    /**
     * When the engine built the event for the publisher, in epoch milliseconds; differs on every
     * attempt to publish it.
     */
    public Builder sendTime(long sendTime) {
      this.sendTime = sendTime;
      return this;
    }

    /** The event as set so far; the builder can go on to build others. */
    public StepInstanceStatusChangeEvent build() {
      return new StepInstanceStatusChangeEvent(
          workflowId,
          workflowInstanceId,
          workflowRunId,
          stepId,
          stepAttemptId,
          workflowUuid,
          stepUuid,
          correlationId,
          stepInstanceId,
          clusterName,
          statusChangeRecords,
          syncTime,
          sendTime);
    }
  }
}
