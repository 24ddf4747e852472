package io.github.maestroevents.noop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.event.StatusChangeRecord;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.event.StepStatus;
import io.github.maestroevents.event.WorkflowInstanceStatusChangeEvent;
import io.github.maestroevents.event.WorkflowStatus;
import io.github.maestroevents.json.MaestroEventJson;
import io.github.maestroevents.testkit.TestEvents;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoOpNotificationPublisherTest {

  private static final StepInstanceStatusChangeEvent STEP =
      StepInstanceStatusChangeEvent.builder()
          .workflowId("daily-report")
          .workflowInstanceId(7)
          .workflowRunId(2)
          .stepId("job.1")
          .stepAttemptId(3)
          .workflowUuid("run-uuid")
          .stepUuid("step-uuid")
          .clusterName("test")
          .statusChangeRecords(
              List.of(
                  new StatusChangeRecord(StepStatus.STARTING, StepStatus.RUNNING, 1),
                  new StatusChangeRecord(StepStatus.RUNNING, StepStatus.FATALLY_FAILED, 2)))
          .build();

  @Test
  void line_tellsWhichStepChangedAndHow() {
    assertThat(lineOf(STEP))
        .matches(
            "type=STEP_INSTANCE_STATUS_CHANGE_EVENT level=error workflow_id=daily-report"
                + " workflow_instance_id=7 workflow_run_id=2 step_id=job\\.1 step_attempt_id=3"
                + " status=STARTING->RUNNING->FATALLY_FAILED"
                + " workflow_uuid=run-uuid step_uuid=step-uuid cluster_name=test"
                + " event_id=[0-9a-f]{32}");
  }

  @Test
  void line_tellsWhichRunChangedAndHow() {
    MaestroEvent event =
        WorkflowInstanceStatusChangeEvent.builder()
            .workflowId("daily-report")
            .workflowInstanceId(7)
            .workflowRunId(2)
            .workflowName("Bericht für März")
            .oldStatus(WorkflowStatus.CREATED)
            .newStatus(WorkflowStatus.IN_PROGRESS)
            .build();

    assertThat(lineOf(event))
        .contains(" level=info ", " workflow_id=daily-report ", " workflow_instance_id=7 ")
        .contains(" workflow_name=\"Bericht für März\" ", " status=CREATED->IN_PROGRESS ")
        .doesNotContain("cluster_name", "null");
  }

  @Test
  void line_namesTypeWorkflowAndId_ofEveryType() {
    for (MaestroEvent event : TestEvents.ofEveryType()) {
      assertThat(lineOf(event))
          .startsWith("type=" + event.wireType() + " level=info workflow_id=" + event.workflowId())
          .containsPattern(" event_id=[0-9a-f]{32}$");
    }
  }

  @Test
  void line_showsChangesThatDoNotFollowOneAnother_apart() {
    StepInstanceStatusChangeEvent event =
        StepInstanceStatusChangeEvent.builder()
            .statusChangeRecords(
                Arrays.asList(
                    new StatusChangeRecord(StepStatus.CREATED, StepStatus.INITIALIZED, 1),
                    null,
                    new StatusChangeRecord(StepStatus.RUNNING, null, 2)))
            .build();

    assertThat(lineOf(event)).contains(" status=CREATED->INITIALIZED,RUNNING->null ");
  }

  @Test
  void line_describesOpaqueEvents_asTheirModel() {
    MaestroEvent opaque = OpaqueMaestroEvent.of(MaestroEventJson.write(STEP));

    assertThat(lineOf(opaque)).isEqualTo(lineOf(STEP));
  }

  @Test
  void line_namesWhatIsKnown_ofTypesNewerThanThisLibrary() {
    MaestroEvent event =
        OpaqueMaestroEvent.of(
            "{\"workflow_id\":\"w\",\"type\":\"STEP_PAINTED_EVENT\"}"
                .getBytes(StandardCharsets.UTF_8));

    assertThat(lineOf(event)).startsWith("type=STEP_PAINTED_EVENT level=info workflow_id=w ");
  }

  @Test
  void line_namesWhatAHostSays_ofItsOwnEvents() {
    MaestroEvent event =
        HostEvent.builder("com.example.shipped", "order 1/shipped")
            .source("/shop")
            .subject("order 1")
            .build();

    assertThat(lineOf(event))
        .isEqualTo(
            "type=com.example.shipped level=info source=/shop subject=\"order 1\""
                + " event_id=\"order 1/shipped\"");
  }

  @Test
  void line_cannotBeForged_byIdsNamesOrTypes() {
    String evil =
        "x\r\ntype=FAKE\u2028level=error \"q\" \\ \u202e\u0085\u001b[31m\u0000 \ud83c\udfac";
    MaestroEvent event =
        WorkflowInstanceStatusChangeEvent.builder().workflowId(evil).workflowName(evil).build();
    MaestroEvent opaque =
        OpaqueMaestroEvent.builder("{\"a\":\n\"b\u2028\"}".getBytes(StandardCharsets.UTF_8), evil)
            .build();
    LoggedLines log = new LoggedLines(Level.DEBUG);
    NoOpNotificationPublisher publisher = publisherTo(log);

    publisher.send(event);
    publisher.send(opaque);

    assertThat(log.at(Level.INFO)).hasSize(2);
    assertThat(log.at(Level.INFO).get(0))
        .contains(
            "workflow_id=\"x\\u000d\\u000atype=FAKE\\u2028level=error \\\"q\\\" \\\\"
                + " \\u202e\\u0085\\u001b[31m\\u0000 \ud83c\udfac\" ");
    assertThat(log.at(Level.DEBUG).get(1)).endsWith(" body={\"a\": \"b\\u2028\"}");
    assertThat(log.at(Level.INFO))
        .noneMatch(line -> line.matches("(?s).*[\\p{Cntrl}\u2028\u0085].*"));
    assertThat(log.at(Level.DEBUG)).noneMatch(line -> line.matches("(?s).*[\\p{Cntrl}\u2028].*"));
  }

  @Test
  void body_isLogged_atDebugOnly() {
    LoggedLines info = new LoggedLines(Level.INFO);
    LoggedLines debug = new LoggedLines(Level.DEBUG);

    publisherTo(info).send(STEP);
    publisherTo(debug).send(STEP);

    String json = new String(MaestroEventJson.write(STEP), StandardCharsets.UTF_8);
    assertThat(info.at(Level.DEBUG)).isEmpty();
    assertThat(debug.at(Level.DEBUG)).singleElement().asString().endsWith(" body=" + json);
    assertThat(debug.at(Level.INFO)).hasSize(1);
  }

  @Test
  void level_isTheOneChosen() {
    LoggedLines log = new LoggedLines(Level.TRACE);
    NoOpNotificationPublisher.builder()
        .loggerName(log.loggerName())
        .level(org.slf4j.event.Level.WARN)
        .build()
        .send(STEP);

    assertThat(log.at(Level.WARN)).hasSize(1);
    assertThat(log.at(Level.INFO)).isEmpty();
  }

  @Test
  void send_logsNothing_whenTheLevelIsOff() {
    LoggedLines log = new LoggedLines(Level.WARN);
    publisherTo(log).send(STEP);

    assertThat(log.at(Level.INFO)).isEmpty();
  }

  @Test
  void send_accepts_whatCannotBeRead() {
    LoggedLines log = new LoggedLines(Level.DEBUG);
    byte[] notJson = "not\nJSON at all".getBytes(StandardCharsets.UTF_8);

    publisherTo(log)
        .send(OpaqueMaestroEvent.builder(notJson, "STEP_INSTANCE_STATUS_CHANGE_EVENT").build());

    assertThat(log.at(Level.INFO)).hasSize(1);
    assertThat(log.at(Level.DEBUG)).singleElement().asString().endsWith("body=not JSON at all");
  }

  @Test
  void send_accepts_whenTheLoggingBackendThrows() {
    LoggedLines log = new LoggedLines(Level.INFO);
    log.failWith(new IllegalStateException("disk full"));

    assertThatCode(() -> publisherTo(log).send(STEP)).doesNotThrowAnyException();
  }

  @Test
  void builder_refusesBlankNames_andTellsWhatItBuilt() {
    assertThatThrownBy(() -> NoOpNotificationPublisher.builder().loggerName(" "))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(NoOpNotificationPublisher.create())
        .hasToString(
            "NoOpNotificationPublisher[loggerName="
                + NoOpNotificationPublisher.class.getName()
                + ", level=INFO]");
  }

  private static String lineOf(MaestroEvent event) {
    LoggedLines log = new LoggedLines(Level.INFO);
    publisherTo(log).send(event);
    return log.at(Level.INFO).get(0);
  }

  private static NoOpNotificationPublisher publisherTo(LoggedLines log) {
    return NoOpNotificationPublisher.builder().loggerName(log.loggerName()).build();
  }
}
