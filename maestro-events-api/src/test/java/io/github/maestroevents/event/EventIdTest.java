package io.github.maestroevents.event;

import static io.github.maestroevents.event.StepStatus.FINISHING;
import static io.github.maestroevents.event.StepStatus.RUNNING;
import static io.github.maestroevents.event.StepStatus.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventIdTest {

  private static StepInstanceStatusChangeEvent.Builder step() {
    return StepInstanceStatusChangeEvent.builder()
        .workflowId("wf")
        .workflowInstanceId(1)
        .workflowRunId(2)
        .stepId("job")
        .stepAttemptId(3)
        .workflowUuid("run-uuid")
        .stepUuid("attempt-uuid")
        .clusterName("test")
        .statusChangeRecords(List.of(new StatusChangeRecord(RUNNING, FINISHING, 10)));
  }

  private static WorkflowInstanceStatusChangeEvent.Builder instance() {
    return WorkflowInstanceStatusChangeEvent.builder()
        .workflowId("wf")
        .workflowUuid("run-uuid")
        .clusterName("test")
        .oldStatus(WorkflowStatus.CREATED)
        .newStatus(WorkflowStatus.IN_PROGRESS)
        .eventTime(10);
  }

  private static WorkflowDefinitionChangeEvent.Builder definition() {
    return WorkflowDefinitionChangeEvent.builder()
        .workflowId("wf")
        .clusterName("test")
        .versionId(1)
        .snapshotId(2)
        .eventTime(3);
  }

  @Test
  void of_givesAPinnedValue_soThatReleasesAgree() {
    assertThat(EventId.of(step().build()).value()).isEqualTo("ce10685f1a8af8272a945163b75a1e81");
  }

  @Test
  void of_isEqual_whateverDiffersBetweenAttempts() {
    assertThat(EventId.of(step().syncTime(1).sendTime(2).stepInstanceId(3).build()))
        .isEqualTo(EventId.of(step().correlationId("other").build()));
    assertThat(EventId.of(instance().syncTime(1).sendTime(2).build()))
        .isEqualTo(EventId.of(instance().tags(List.of(Tag.of("a"))).correlationId("c").build()));
    assertThat(EventId.of(definition().syncTime(1).sendTime(2).author("me").build()))
        .isEqualTo(EventId.of(definition().build()));
    assertThat(EventId.of(WorkflowDeletionChangeEvent.builder().eventTime(1).build()))
        .isEqualTo(EventId.of(WorkflowDeletionChangeEvent.builder().eventTime(2).build()));
  }

  @Test
  void of_differs_inEveryFieldOfAStep() {
    StatusChangeRecord first = new StatusChangeRecord(RUNNING, FINISHING, 10);
    StatusChangeRecord second = new StatusChangeRecord(FINISHING, SUCCEEDED, 11);
    assertAllDiffer(
        step().build(),
        step().clusterName("prod").build(),
        step().clusterName(null).build(),
        step().clusterName("").build(),
        step().stepUuid("other").build(),
        step().statusChangeRecords(null).build(),
        step().statusChangeRecords(List.of()).build(),
        step().statusChangeRecords(List.of(first, second)).build(),
        step().statusChangeRecords(List.of(second, first)).build(),
        step().statusChangeRecords(List.of(new StatusChangeRecord(null, FINISHING, 10))).build(),
        step().statusChangeRecords(List.of(new StatusChangeRecord(RUNNING, null, 10))).build(),
        step().statusChangeRecords(List.of(new StatusChangeRecord(RUNNING, FINISHING, 11))).build(),
        instance().build());
  }

  @Test
  void of_differs_inEveryFieldOfAnInstance() {
    assertAllDiffer(
        instance().build(),
        instance().clusterName("prod").build(),
        instance().workflowUuid("other").build(),
        instance().oldStatus(null).build(),
        instance().newStatus(WorkflowStatus.FAILED).build(),
        instance().eventTime(11).build());
  }

  @Test
  void of_differs_inEveryFieldOfAWorkflowChange() {
    List<MaestroEvent> events = new ArrayList<>();
    events.add(definition().build());
    events.add(definition().clusterName("prod").build());
    events.add(definition().workflowId("other").build());
    events.add(definition().versionId(9).build());
    events.add(definition().snapshotId(9).build());
    events.add(definition().eventTime(9).build());
    for (long n = 0; n < 2; n++) {
      events.add(WorkflowVersionChangeEvent.builder().versionId(n).build());
      events.add(WorkflowVersionChangeEvent.builder().eventTime(7 + n).build());
      events.add(WorkflowPropertiesChangeEvent.builder().snapshotId(n).build());
      events.add(WorkflowPropertiesChangeEvent.builder().eventTime(7 + n).build());
      events.add(WorkflowActivationChangeEvent.builder().currentActiveVersionId(n).build());
      events.add(WorkflowActivationChangeEvent.builder().previousActiveVersionId(7 + n).build());
      events.add(WorkflowActivationChangeEvent.builder().eventTime(7 + n).build());
      events.add(WorkflowDeactivationChangeEvent.builder().previousActiveVersionId(n).build());
      events.add(WorkflowDeactivationChangeEvent.builder().eventTime(7 + n).build());
      events.add(WorkflowDeletionChangeEvent.builder().internalId(n).build());
    }
    assertAllDiffer(events.toArray(MaestroEvent[]::new));
  }

  @Test
  void of_keepsNeighbouringFieldsApart() {
    assertAllDiffer(
        definition().clusterName("ab").workflowId("c").build(),
        definition().clusterName("a").workflowId("bc").build(),
        definition().clusterName("abc").workflowId("").build(),
        definition().clusterName("abc").workflowId(null).build());
  }

  @Test
  void of_tellsRunsApart_whenTheyHaveNoUuid() {
    assertAllDiffer(
        step().stepUuid(null).build(),
        step().stepUuid(null).workflowId("other").build(),
        step().stepUuid(null).workflowInstanceId(9).build(),
        step().stepUuid(null).workflowRunId(9).build(),
        step().stepUuid(null).stepId("other").build(),
        step().stepUuid(null).stepAttemptId(9).build(),
        instance().workflowUuid(null).build(),
        instance().workflowUuid(null).workflowRunId(9).build());
  }

  @Test
  void of_tellsTextsApart_thatUtf8WouldNot() {
    String long1 = "é🎬日".repeat(2000);
    assertAllDiffer(
        definition().workflowId("?").build(),
        definition().workflowId("\uD83C").build(),
        definition().workflowId("\uDFAC").build(),
        definition().workflowId("\uD83C\uDFAC").build(),
        definition().workflowId(long1).build(),
        definition().workflowId(long1 + "x").build());
  }

  @Test
  void of_readsNoMoreThan250000Values_ofATypeThatIsKnownOrNot() {
    for (String type : List.of("WORKFLOW_DELETION_CHANGE_EVENT", "SOME_NEW_EVENT")) {
      assertThat(idOf(type, 249_990, "")).as(type).isEqualTo(idOf(type, 249_990, " "));
      assertThat(idOf(type, 250_001, ""))
          .as("%s, by its bytes", type)
          .isNotEqualTo(idOf(type, 250_001, " "));
    }
  }

  private static EventId idOf(String type, int values, String space) {
    String json = "{\"type\":" + space + "\"" + type + "\",\"x\":[" + "1,".repeat(values) + "1]}";
    return EventId.of(OpaqueMaestroEvent.of(json));
  }

  @Test
  void constructor_takes1To128PrintableAsciiCharacters() {
    StringBuilder printable = new StringBuilder();
    for (char c = ' '; c <= '~'; c++) {
      printable.append(c);
      assertThat(new EventId(String.valueOf(c)).value()).isEqualTo(String.valueOf(c));
    }
    assertThat(new EventId(printable.toString())).hasToString(printable.toString());
    assertThat(new EventId("a".repeat(128)).value()).hasSize(128);
  }

  @Test
  void constructor_refusesEverythingElse_andDoesNotQuoteIt() {
    for (String bad :
        List.of("", "a".repeat(129), "a\u001f", "a\u007f", "\u00e4", "\ud83c\udfac")) {
      assertThatIllegalArgumentException()
          .as(bad)
          .isThrownBy(() -> new EventId(bad))
          .withMessageNotContaining("a\u001f")
          .withMessageNotContaining("\u00e4");
    }
  }

  private static void assertAllDiffer(MaestroEvent... events) {
    Set<EventId> ids = new HashSet<>();
    for (MaestroEvent event : events) {
      assertThat(ids.add(EventId.of(event))).as("own id of %s", event).isTrue();
    }
  }
}
