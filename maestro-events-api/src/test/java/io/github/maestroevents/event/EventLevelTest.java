package io.github.maestroevents.event;

import static io.github.maestroevents.event.EventLevel.ERROR;
import static io.github.maestroevents.event.EventLevel.INFO;
import static io.github.maestroevents.event.EventLevel.WARN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventLevelTest {

  private static final Set<StepStatus> BAD_STEPS =
      EnumSet.of(StepStatus.FATALLY_FAILED, StepStatus.INTERNALLY_FAILED, StepStatus.TIMED_OUT);

  private static final Set<StepStatus> RETRIED =
      EnumSet.of(StepStatus.USER_FAILED, StepStatus.PLATFORM_FAILED, StepStatus.TIMEOUT_FAILED);

  private static StepInstanceStatusChangeEvent step(StatusChangeRecord... records) {
    return StepInstanceStatusChangeEvent.builder()
        .statusChangeRecords(Arrays.asList(records))
        .build();
  }

  @ParameterizedTest
  @EnumSource(StepStatus.class)
  void level_followsTheStatusOfAStep(StepStatus status) {
    boolean warns =
        RETRIED.contains(status)
            || status == StepStatus.STOPPED
            || status == StepStatus.COMPLETED_WITH_ERROR;
    EventLevel expected = BAD_STEPS.contains(status) ? ERROR : warns ? WARN : INFO;

    assertThat(step(new StatusChangeRecord(StepStatus.RUNNING, status, 1)).level())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(StepStatus.class)
  void stepStatus_endsAsInMaestro(StepStatus status) {
    boolean open = status.compareTo(StepStatus.DISABLED) < 0;
    boolean complete = !open && status.compareTo(StepStatus.USER_FAILED) < 0;

    assertThat(status.terminal()).isEqualTo(!open);
    assertThat(status.complete()).isEqualTo(complete);
    assertThat(status.retryable()).isEqualTo(RETRIED.contains(status));
  }

  @ParameterizedTest
  @EnumSource(WorkflowStatus.class)
  void level_followsTheStatusOfAWorkflow(WorkflowStatus status) {
    EventLevel expected =
        switch (status) {
          case FAILED, TIMED_OUT -> ERROR;
          case STOPPED -> WARN;
          default -> INFO;
        };

    assertThat(WorkflowInstanceStatusChangeEvent.builder().newStatus(status).build().level())
        .isEqualTo(expected);
    assertThat(status.terminal()).isEqualTo(status.compareTo(WorkflowStatus.TIMED_OUT) >= 0);
    assertThat(status.complete()).isEqualTo(status == WorkflowStatus.SUCCEEDED);
    assertThat(status.retryable()).isFalse();
  }

  @Test
  void level_isThatOfTheLastNewStatus_ofSeveralRecords() {
    StatusChangeRecord failed =
        new StatusChangeRecord(StepStatus.RUNNING, StepStatus.FATALLY_FAILED, 1);
    StatusChangeRecord ignored =
        new StatusChangeRecord(StepStatus.FATALLY_FAILED, StepStatus.COMPLETED_WITH_ERROR, 2);

    assertThat(step(failed, ignored).level()).isEqualTo(WARN);
    assertThat(step(failed, null, new StatusChangeRecord(null, null, 3)).level()).isEqualTo(ERROR);
  }

  @Test
  void level_isInfo_whenNoStatusIsKnown() {
    assertThat(StepInstanceStatusChangeEvent.builder().build().level()).isEqualTo(INFO);
    assertThat(step().level()).isEqualTo(INFO);
    assertThat(WorkflowInstanceStatusChangeEvent.builder().build().level()).isEqualTo(INFO);
    assertThat(WorkflowDeletionChangeEvent.builder().build().level()).isEqualTo(INFO);
  }
}
