package io.github.maestroevents.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Another version of a workflow became the active one.
 *
 * @param workflowId the id of the workflow, or null where the engine left it out
 * @param author who made the change, or null
 * @param currentActiveVersionId the version that is active now; 0 for none
 * @param previousActiveVersionId the version that was active before; 0 for none
 * @param clusterName the engine's cluster, or null where the engine left it out
 * @param eventTime when the change happened, in epoch milliseconds
 * @param syncTime when the engine queued the event internally, in epoch milliseconds
 * @param sendTime when the engine built the event for the publisher, in epoch milliseconds; differs
 *     on every attempt to publish it
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
  "workflow_id",
  "author",
  "current_active_version_id",
  "previous_active_version_id",
  "cluster_name",
  "event_time",
  "sync_time",
  "send_time",
  "type"
})
@JsonDeserialize(builder = WorkflowActivationChangeEvent.Builder.class)
public record WorkflowActivationChangeEvent(
    @Nullable String workflowId,
    @Nullable User author,
    long currentActiveVersionId,
    long previousActiveVersionId,
    @Nullable String clusterName,
    long eventTime,
    long syncTime,
    long sendTime)
    implements WorkflowChangeEvent {

  /** Builds the event; every field is optional, nulls and zeros included. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public EventType type() {
    return EventType.WORKFLOW_ACTIVATION_CHANGE_EVENT;
  }

  /** Ids, numbers and statuses, bounded and on one line; of all else only how much there is. */
  @Override
  public String toString() {
    return RecordText.of(WorkflowActivationChangeEvent.class)
        .add("workflowId", workflowId)
        .addWhether("author", author)
        .add("currentActiveVersionId", currentActiveVersionId)
        .add("previousActiveVersionId", previousActiveVersionId)
        .add("clusterName", clusterName)
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
    private @Nullable User author;
    private long currentActiveVersionId;
    private long previousActiveVersionId;
    private @Nullable String clusterName;
    private long eventTime;
    private long syncTime;
    private long sendTime;

    private Builder() {}

    /** The id of the workflow, or null where the engine left it out. */
    public Builder workflowId(@Nullable String workflowId) {
      this.workflowId = workflowId;
      return this;
    }

    /** Who made the change, or null. */
    @JsonProperty("author")
    public Builder author(@Nullable User author) {
      this.author = author;
      return this;
    }

    /** Who made the change, by name alone; null for nobody. */
    @JsonIgnore
    public Builder author(@Nullable String name) {
      return author(name == null ? null : User.of(name));
    }

    /** The version that is active now; 0 for none. */
    public Builder currentActiveVersionId(long currentActiveVersionId) {
      this.currentActiveVersionId = currentActiveVersionId;
      return this;
    }

    /** The version that was active before; 0 for none. */
    public Builder previousActiveVersionId(long previousActiveVersionId) {
      this.previousActiveVersionId = previousActiveVersionId;
      return this;
    }

    /** The engine's cluster, or null where the engine left it out. */
    public Builder clusterName(@Nullable String clusterName) {
      this.clusterName = clusterName;
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
    public WorkflowActivationChangeEvent build() {
      return new WorkflowActivationChangeEvent(
          workflowId,
          author,
          currentActiveVersionId,
          previousActiveVersionId,
          clusterName,
          eventTime,
          syncTime,
          sendTime);
    }
  }
}
