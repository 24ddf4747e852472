package io.github.maestroevents.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a host's log gets that prints an event. */
class RecordTextTest {

  private static final String HOSTILE = "x\n\u001b[31m\u202e" + "y".repeat(1_000_000);
  private static final Map<String, Object> PAYLOAD = Map.of("marked", "marked");
  private static final User AUTHOR = new User("marked", PAYLOAD);
  private static final List<Tag> TAGS =
      Collections.nCopies(100_000, new Tag("marked", null, null, PAYLOAD));

  static Stream<Record> records() {
    return Stream.of(
        StepInstanceStatusChangeEvent.builder()
            .workflowId(HOSTILE)
            .stepId(HOSTILE)
            .workflowUuid(HOSTILE)
            .stepUuid(HOSTILE)
            .correlationId(HOSTILE)
            .clusterName(HOSTILE)
            .statusChangeRecords(
                Collections.nCopies(
                    100_000, new StatusChangeRecord(StepStatus.CREATED, StepStatus.RUNNING, 1)))
            .build(),
        WorkflowInstanceStatusChangeEvent.builder()
            .workflowId(HOSTILE)
            .workflowUuid(HOSTILE)
            .workflowName(HOSTILE)
            .tags(TAGS)
            .build(),
        WorkflowDefinitionChangeEvent.builder().workflowId(HOSTILE).author(AUTHOR).build(),
        WorkflowVersionChangeEvent.builder().workflowId(HOSTILE).author(AUTHOR).build(),
        WorkflowPropertiesChangeEvent.builder().workflowId(HOSTILE).author(AUTHOR).build(),
        WorkflowActivationChangeEvent.builder().workflowId(HOSTILE).author(AUTHOR).build(),
        WorkflowDeactivationChangeEvent.builder().workflowId(HOSTILE).author(AUTHOR).build(),
        WorkflowDeletionChangeEvent.builder().workflowId(HOSTILE).author(AUTHOR).build(),
        new Tag(HOSTILE, null, 1, PAYLOAD),
        new User(HOSTILE, PAYLOAD));
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("records")
  void record_tellsItsIds_onOneBoundedLine_andNoPayload(Record record) {
    assertThat(record.toString())
        .startsWith(record.getClass().getSimpleName() + "[")
        .contains("=x\\u000a\\u001b[31m\\u202ey", "(+999767)")
        .hasSizeLessThan(2_500)
        .doesNotContain("\n", "\u001b", "\u202e", "marked");
  }
}
