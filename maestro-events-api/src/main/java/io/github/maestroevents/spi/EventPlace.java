package io.github.maestroevents.spi;

import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.event.StatusChangeRecord;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.event.WorkflowChangeEvent;
import io.github.maestroevents.event.WorkflowInstanceStatusChangeEvent;
import io.github.maestroevents.internal.AttributeText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where and when an event happened, in the words of CloudEvents. */
final class EventPlace {

  /** What RFC 3339 can express: 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999Z. */
  private static final long FIRST_RFC_3339_MILLIS = -62_135_596_800_000L;

  private static final long LAST_RFC_3339_MILLIS = 253_402_300_799_999L;

  private EventPlace() {}

  /**
   * {@code <workflow>[/<instance>/<run>[/<step>/<attempt>]]}. A missing name is an empty segment,
   * so that the others keep their places; empty when there is nothing but the missing name.
   */
  static String subject(MaestroEvent event) {
    MaestroEvent model = model(event);
    StringBuilder subject = new StringBuilder(64);
    AttributeText.appendUriSegment(subject, event.workflowId());
    if (model instanceof StepInstanceStatusChangeEvent step) {
      subject.append('/').append(step.workflowInstanceId());
      subject.append('/').append(step.workflowRunId()).append('/');
      AttributeText.appendUriSegment(subject, step.stepId());
      subject.append('/').append(step.stepAttemptId());
    } else if (model instanceof WorkflowInstanceStatusChangeEvent instance) {
      subject.append('/').append(instance.workflowInstanceId());
      subject.append('/').append(instance.workflowRunId());
    }
    return subject.toString();
  }

  /** When the change happened, of several the last; empty when the event does not tell. */
  static String time(MaestroEvent event) {
    long epochMillis = epochMillis(model(event));
    // Maestro's times are 0 where they were never set.
    return epochMillis == 0
            || epochMillis < FIRST_RFC_3339_MILLIS
            || epochMillis > LAST_RFC_3339_MILLIS
        ? ""
        : Instant.ofEpochMilli(epochMillis).toString();
  }

  private static long epochMillis(MaestroEvent event) {
    if (event instanceof StepInstanceStatusChangeEvent step) {
      return last(step.statusChangeRecords());
    }
    if (event instanceof WorkflowInstanceStatusChangeEvent instance) {
      return instance.eventTime();
    }
    if (event instanceof WorkflowChangeEvent change) {
      return change.eventTime();
    }
    return event instanceof OpaqueMaestroEvent opaque ? opaque.eventTime() : 0;
  }

  private static long last(@Nullable List<@Nullable StatusChangeRecord> records) {
    if (records != null) {
      for (int i = records.size() - 1; i >= 0; i--) {
        StatusChangeRecord change = records.get(i);
        if (change != null) {
          return change.eventTime();
        }
      }
    }
    return 0;
  }

  private static MaestroEvent model(MaestroEvent event) {
    return event instanceof OpaqueMaestroEvent opaque ? opaque.modelled().orElse(event) : event;
  }
}
