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
 * A run of a workflow changed its status.
 *
 * @param workflowId the id of the workflow, or null where the engine left it out
 * @param workflowInstanceId the number of the instance, from 1; 0 where unset
 * @param workflowRunId the number of the run of that instance, from 1; 0 where unset
 * @param workflowUuid the unique id of this run, or null
 * @param correlationId the engine's correlation id, shared by all restarts of an instance, or null
 * @param depth how deep the workflow is nested: 0 at the root, one more per foreach, while or
 *     subworkflow
 * @param workflowName the display name of the workflow, any Unicode, or null
 * @param clusterName the engine's cluster, or null where the engine left it out
 * @param tags the tags; null, empty and null elements are tolerated; copied, and never modifiable
 * @param oldStatus the status before, or null
 * @param newStatus the status after, or null
 * @param eventTime when the change happened, in epoch milliseconds
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
@JsonDeserialize(builder = WorkflowInstanceStatusChangeEvent.Builder.class)
public record WorkflowInstanceStatusChangeEvent(
    @Nullable String workflowId,
    long workflowInstanceId,
    long workflowRunId,
    @Nullable String workflowUuid,
    @Nullable String correlationId,
    int depth,
    @Nullable String workflowName,
    @Nullable String clusterName,
    @Nullable List<@Nullable Tag> tags,
    @Nullable WorkflowStatus oldStatus,
    @Nullable WorkflowStatus newStatus,
    long eventTime,
    long syncTime,
    long sendTime)
    implements MaestroEvent {

  /** Copies the list that it is given. */
  public WorkflowInstanceStatusChangeEvent {
    tags = Copies.list(tags);
  }

  /** Builds the event; every field is optional, nulls and zeros included. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public EventType type() {
    return EventType.WORKFLOW_INSTANCE_STATUS_CHANGE_EVENT;
  }

  /** The level of the new status, {@link EventLevel#INFO} when there is none. */
  @Override
  public EventLevel level() {
    return newStatus == null ? EventLevel.INFO : newStatus.level();
  }

  /** Ids, numbers and statuses, bounded and on one line; of all else only how much there is. */
  @Override
  public String toString() {
    return RecordText.of(WorkflowInstanceStatusChangeEvent.class)
        .add("workflowId", workflowId)
        .add("workflowInstanceId", workflowInstanceId)
        .add("workflowRunId", workflowRunId)
        .add("workflowUuid", workflowUuid)
        .add("correlationId", correlationId)
        .add("depth", depth)
        .add("workflowName", workflowName)
        .add("clusterName", clusterName)
        .addSize("tags", tags)
        .add("oldStatus", oldStatus)
        .add("newStatus", newStatus)
        .add("eventTime", eventTime)
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
    private @Nullable String workflowUuid;
    private @Nullable String correlationId;
    private int depth;
    private @Nullable String workflowName;
    private @Nullable String clusterName;
    private @Nullable List<@Nullable Tag> tags;
    private @Nullable WorkflowStatus oldStatus;
    private @Nullable WorkflowStatus newStatus;
    private long eventTime;
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

    /** The unique id of this run, or null. */
    public Builder workflowUuid(@Nullable String workflowUuid) {
      this.workflowUuid = workflowUuid;
      return this;
    }

    /** The engine's correlation id, shared by all restarts of an instance, or null. */
    public Builder correlationId(@Nullable String correlationId) {
      this.correlationId = correlationId;
      return this;
    }

    /**
     * How deep the workflow is nested: 0 at the root, one more per foreach, while or subworkflow.
     */
    public Builder depth(int depth) {
      this.depth = depth;
      return this;
    }

    /** The display name of the workflow, any Unicode, or null. */
    public Builder workflowName(@Nullable String workflowName) {
      this.workflowName = workflowName;
      return this;
    }

    /** The engine's cluster, or null where the engine left it out. */
    public Builder clusterName(@Nullable String clusterName) {
      this.clusterName = clusterName;
      return this;
    }

    /** The tags; null, empty and null elements are tolerated; copied, and never modifiable. */
    public Builder tags(@Nullable List<@Nullable Tag> tags) {
      this.tags = tags;
      return this;
    }

    /** The status before, or null. */
    public Builder oldStatus(@Nullable WorkflowStatus oldStatus) {
      this.oldStatus = oldStatus;
      return this;
    }

    /** The status after, or null. */
    public Builder newStatus(@Nullable WorkflowStatus newStatus) {
      this.newStatus = newStatus;
      return this;
    }

    /** When the change happened, in epoch milliseconds. */
    public Builder eventTime(long eventTime) {
      this.eventTime = eventTime;
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
    public WorkflowInstanceStatusChangeEvent build() {
      return new WorkflowInstanceStatusChangeEvent(
          workflowId,
          workflowInstanceId,
          workflowRunId,
          workflowUuid,
          correlationId,
          depth,
          workflowName,
          clusterName,
          tags,
          oldStatus,
          newStatus,
          eventTime,
          syncTime,
          sendTime);
    }
  }
}
