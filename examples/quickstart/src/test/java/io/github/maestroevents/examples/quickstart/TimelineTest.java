package io.github.maestroevents.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.StatusChangeRecord;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.event.StepStatus;
import io.github.maestroevents.event.WorkflowInstanceStatusChangeEvent;
import io.github.maestroevents.event.WorkflowStatus;
import io.github.maestroevents.json.MaestroEventJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

  @Test
  void timeline_showsRunsAndAttemptsInTheOrderInWhichTheyBegan_whateverOrderEventsCameIn() {
    List<MaestroEvent> events = new ArrayList<>(restart());
    Collections.reverse(events);

    List<Timeline.Run> runs = Timeline.of(events);

    assertThat(runs).extracting(Timeline.Run::number).containsExactly(1L, 2L, 3L);
    assertThat(runs)
        .extracting(run -> run.life().end())
        .containsExactly("FAILED", "SUCCEEDED", "SUCCEEDED");
    assertThat(runs.get(2).attempts())
        .extracting(Timeline.Attempt::stepId)
        .containsExactly("a", "b", "c");
  }

  @Test
  void attempt_hasItsPathItsEndAndHowLongItTook() {
    Timeline.Attempt failed = Timeline.of(restart()).get(0).attempts().get(1);

    assertThat(failed.stepId()).isEqualTo("b");
    assertThat(failed.number()).isEqualTo(1);
    assertThat(failed.life().path())
        .containsExactly(
            "CREATED",
            "INITIALIZED",
            "WAITING_FOR_SIGNALS",
            "EVALUATING_PARAMS",
            "INTERNALLY_FAILED");
    assertThat(failed.life().end()).isEqualTo("INTERNALLY_FAILED");
    assertThat(failed.life().tookMillis()).isEqualTo(4);
  }

  @Test
  void timeline_tellsAttemptsOfOneStepApart() {
    List<Timeline.Run> runs =
        Timeline.of(
            List.of(
                step("a", 2, StepStatus.SUCCEEDED, 30), step("a", 1, StepStatus.USER_FAILED, 20)));

    assertThat(runs.get(0).attempts()).extracting(Timeline.Attempt::number).containsExactly(1L, 2L);
  }

  @Test
  void text_hasALineForEachLifeAndBelowItTheWayItTook() {
    List<MaestroEvent> events =
        List.of(
            run(WorkflowStatus.IN_PROGRESS, 1_000),
            step("a", 1, StepStatus.RUNNING, 1_500),
            step("a", 1, StepStatus.SUCCEEDED, 2_750),
            run(WorkflowStatus.SUCCEEDED, 3_000));

    assertThat(TimelineText.of(Timeline.of(events)))
        .containsExactly(
            "",
            "  RUN 1               began (UTC)       took   ended as",
            "  workflow            00:00:01.000  2,000 ms   SUCCEEDED",
            "        IN_PROGRESS > SUCCEEDED",
            "  step a, attempt 1   00:00:01.500  1,250 ms   SUCCEEDED",
            "        RUNNING > SUCCEEDED");
  }

  @Test
  void text_saysSo_whenStepsCameWithoutAnyEventOfTheirRun() {
    assertThat(TimelineText.of(Timeline.of(List.of(step("a", 1, StepStatus.RUNNING, 0)))))
        .anyMatch(line -> line.startsWith("  workflow") && line.endsWith("(no event)"));
  }

  private static List<MaestroEvent> restart() {
    return CapturedRuns.sideBySide().stream()
        .map(json -> MaestroEventJson.read(json.getBytes(UTF_8)))
        .filter(event -> "restart-wf".equals(event.workflowId()))
        .toList();
  }

  private static MaestroEvent run(WorkflowStatus status, long millis) {
    return WorkflowInstanceStatusChangeEvent.builder()
        .workflowRunId(1)
        .newStatus(status)
        .eventTime(millis)
        .build();
  }

  private static MaestroEvent step(String id, long attempt, StepStatus status, long millis) {
    return StepInstanceStatusChangeEvent.builder()
        .workflowRunId(1)
        .stepId(id)
        .stepAttemptId(attempt)
        .statusChangeRecords(List.of(new StatusChangeRecord(null, status, millis)))
        .build();
  }
}
