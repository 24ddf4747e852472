package io.github.maestroevents.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.event.OrderingKey;
import io.github.maestroevents.event.StatusChangeRecord;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.event.StepStatus;
import io.github.maestroevents.event.WorkflowDeletionChangeEvent;
import io.github.maestroevents.event.WorkflowInstanceStatusChangeEvent;
import io.github.maestroevents.json.Golden;
import io.github.maestroevents.json.MaestroEventJson;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EncodedEventTest {

  private static Map<String, String> attributes(MaestroEvent event) {
    return EncodedEvent.of(event).attributes();
  }

  @Test
  void of_encodesAStepEvent() {
    byte[] json = Golden.event("step-all-fields");
    MaestroEvent event = MaestroEventJson.read(json);

    EncodedEvent encoded = EncodedEvent.of(event);

    assertThat(encoded.payload()).isEqualTo(json);
    assertThat(encoded.contentType()).isEqualTo("application/json");
    assertThat(encoded.type()).isEqualTo("STEP_INSTANCE_STATUS_CHANGE_EVENT");
    assertThat(encoded.level()).isEqualTo(EventLevel.INFO);
    assertThat(encoded.id()).isEqualTo(EventId.of(event));
    assertThat(encoded.orderingKey()).isEqualTo("d50ebda0-a2bd-4018-a9ae-db563684f5ff");
    assertThat(encoded.attributes())
        .containsExactly(
            entry("specversion", "1.0"),
            entry("id", EventId.of(event).value()),
            entry("source", "/maestro/test"),
            entry("type", "io.github.maestroevents.STEP_INSTANCE_STATUS_CHANGE_EVENT"),
            entry("subject", "sample-wf/12/3/job.1/2"),
            entry("time", "2025-01-02T03:04:05Z"),
            entry("partitionkey", "d50ebda0-a2bd-4018-a9ae-db563684f5ff"),
            entry("level", "info"));
  }

  @Test
  void of_givesAnOpaqueEventTheSameAttributes_asTheRecord() {
    for (String name : new String[] {"step-all-fields", "workflow-deletion-all-fields"}) {
      byte[] json = Golden.event(name);
      assertThat(attributes(OpaqueMaestroEvent.of(json)))
          .isEqualTo(attributes(MaestroEventJson.read(json)));
    }
  }

  @Test
  void of_leavesOut_whatAnEventDoesNotTell() {
    assertThat(attributes(WorkflowDeletionChangeEvent.builder().build()))
        .containsOnlyKeys("specversion", "id", "source", "type", "level")
        .containsEntry("source", "/maestro/");
    assertThat(attributes(StepInstanceStatusChangeEvent.builder().build()))
        .containsEntry("subject", "/0/0//0");
    assertThat(attributes(WorkflowInstanceStatusChangeEvent.builder().workflowId("a").build()))
        .containsEntry("subject", "a/0/0");
  }

  @Test
  void attributes_areEscaped_whateverTheIdsHold() {
    String nasty = "a/b c%\u0000\r\n:é🎬\uD83C?#";
    Map<String, String> attributes =
        attributes(
            WorkflowDeletionChangeEvent.builder().workflowId(nasty).clusterName(nasty).build());

    String escaped = "a%2Fb%20c%25%00%0D%0A%3A%C3%A9%F0%9F%8E%AC%3F%3F%23";
    assertThat(attributes)
        .containsEntry("source", "/maestro/" + escaped)
        .containsEntry("subject", escaped)
        .containsEntry("partitionkey", escaped);
    assertThat(URI.create(attributes.get("source")).getPath()).startsWith("/maestro/a/b c%");
    assertThat(attributes(WorkflowDeletionChangeEvent.builder().workflowId("wf é%").build()))
        .containsEntry("partitionkey", "wf é%");
  }

  @Test
  void type_isEscaped_whenAHostMakesItUp() {
    assertThat(attributes(OpaqueMaestroEvent.builder(new byte[0], "a\nb").build()))
        .containsEntry("type", "io.github.maestroevents.a%0Ab");
  }

  @Test
  void time_isThatOfTheLastRecord() {
    StatusChangeRecord first = new StatusChangeRecord(null, StepStatus.RUNNING, 2_000);
    StatusChangeRecord last = new StatusChangeRecord(null, StepStatus.FINISHING, 1_001);
    MaestroEvent event =
        StepInstanceStatusChangeEvent.builder()
            .statusChangeRecords(Arrays.asList(first, last, null))
            .build();

    assertThat(attributes(event)).containsEntry("time", "1970-01-01T00:00:01.001Z");
  }

  @Test
  void time_isLeftOut_whenRfc3339CannotExpressIt() {
    for (long time : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 0, 253_402_300_800_000L}) {
      assertThat(attributes(WorkflowDeletionChangeEvent.builder().eventTime(time).build()))
          .doesNotContainKey("time");
    }
    assertThat(attributes(WorkflowDeletionChangeEvent.builder().eventTime(-1).build()))
        .containsEntry("time", "1969-12-31T23:59:59.999Z");
  }

  @Test
  void sizeBytes_countsPayloadKeyAndAttributes_inUtf8() {
    EncodedEvent encoded =
        EncodedEvent.of(
            WorkflowDeletionChangeEvent.builder().workflowId("é日").build(), event -> "key é日🎬");

    long expected = (long) encoded.payload().length + encoded.orderingKey().getBytes(UTF_8).length;
    for (Map.Entry<String, String> attribute : encoded.attributes().entrySet()) {
      expected += attribute.getKey().getBytes(UTF_8).length;
      expected += attribute.getValue().getBytes(UTF_8).length;
    }
    assertThat(encoded.sizeBytes()).isEqualTo(expected);
  }

  @Test
  void of_usesTheKeyItIsGiven_andFailsWithIt() {
    MaestroEvent event = WorkflowDeletionChangeEvent.builder().workflowId("wf").build();

    assertThat(EncodedEvent.of(event, e -> "lane").orderingKey()).isEqualTo("lane");
    assertThat(EncodedEvent.of(event, OrderingKey.byWorkflow()).orderingKey()).isEqualTo("wf");
    assertThatExceptionOfType(NullPointerException.class)
        .isThrownBy(() -> EncodedEvent.of(event, e -> null));
  }

  @Test
  void attributes_stayAsTheyWere_whoeverChangesTheMap() {
    Map<String, String> own = new HashMap<>(Map.of("level", "info"));
    EncodedEvent encoded =
        new EncodedEvent(
            EventId.of(WorkflowDeletionChangeEvent.builder().build()),
            "type",
            EventLevel.INFO,
            "",
            "application/json",
            new byte[0],
            own);

    own.put("more", "x");

    assertThat(encoded.attributes()).isEqualTo(Map.of("level", "info"));
    assertThat(encoded.withAttributes(own).attributes()).containsEntry("more", "x");
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> encoded.attributes().put("x", "y"));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> EncodedEvent.of(encoded.maestroEvent()).attributes().clear());
  }

  @Test
  void withCopiedPayload_isTheSameEvent_withBytesOfItsOwn() {
    EncodedEvent encoded =
        EncodedEvent.of(WorkflowDeletionChangeEvent.builder().workflowId("wf").build());
    byte[] before = encoded.payload().clone();

    EncodedEvent copy = encoded.withCopiedPayload();
    assertThat(copy).usingRecursiveComparison().isEqualTo(encoded);
    Arrays.fill(copy.payload(), (byte) 0);

    assertThat(encoded.payload()).isEqualTo(before);
  }

  @Test
  void toString_namesTheEvent_andNotItsPayload() {
    EncodedEvent encoded =
        EncodedEvent.of(WorkflowDeletionChangeEvent.builder().author("hunter2").build());

    assertThat(encoded.toString())
        .contains("WORKFLOW_DELETION_CHANGE_EVENT", encoded.id().value())
        .doesNotContain("hunter2");
  }

  @Test
  void leastBytes_countWhatAHostSaysBesideItsJson() {
    String large = "N".repeat(1_000);
    for (MaestroEvent event :
        List.<MaestroEvent>of(
            OpaqueMaestroEvent.builder("{}", large).build(),
            OpaqueMaestroEvent.builder("{}", "N").workflowId(large).build(),
            OpaqueMaestroEvent.builder("{}", "N").clusterName(large).build())) {
      assertThat(EncodedEvent.leastBytes(event)).isGreaterThan(1_000);
    }
  }
}
