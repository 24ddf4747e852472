package io.github.maestroevents.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import org.jspecify.annotations.Nullable;

/**
 * One status change of a step.
 *
 * @param oldStatus the status before, or null
 * @param newStatus the status after, or null
 * @param eventTime when it changed, in epoch milliseconds
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"old_status", "new_status", "event_time"})
@JsonDeserialize(builder = StatusChangeRecord.JsonForm.class)
public record StatusChangeRecord(
    @Nullable StepStatus oldStatus, @Nullable StepStatus newStatus, long eventTime) {

  /** Jackson's way in: unlike a record's constructor, setters let the last of equal keys win. */
  @JsonPOJOBuilder(withPrefix = "")
  @JsonNaming(SnakeCaseStrategy.class)
  static final class JsonForm {
    private @Nullable StepStatus oldStatus;
    private @Nullable StepStatus newStatus;
    private long eventTime;

    JsonForm oldStatus(@Nullable StepStatus status) {
      this.oldStatus = status;
      return this;
    }

    JsonForm newStatus(@Nullable StepStatus status) {
      this.newStatus = status;
      return this;
    }

    JsonForm eventTime(long epochMillis) {
      this.eventTime = epochMillis;
      return this;
    }

    StatusChangeRecord build() {
      return new StatusChangeRecord(oldStatus, newStatus, eventTime);
    }
  }
}
