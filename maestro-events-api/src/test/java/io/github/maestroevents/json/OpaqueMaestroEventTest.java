package io.github.maestroevents.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.event.EventType;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.spi.EncodedEvent;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpaqueMaestroEventTest {

  private static final String NEWER =
      "{ \"workflow_id\":\"wf\", \"cluster_name\":\"test\",\"x\":[1,\"\\u0041\",{\"y\":null}],"
          + "\"sync_time\":7,\"send_time\":8,\"tags\":[{\"name\":\"a\"}],\"event_time\":9,"
          + "\"type\":\"WORKFLOW_RENAMED_EVENT\"}";

  static List<Path> events() {
    return Golden.events();
  }

  private static OpaqueMaestroEvent opaque(String json) {
    return OpaqueMaestroEvent.of(json.getBytes(UTF_8));
  }

  @ParameterizedTest
  @MethodSource("events")
  void id_andLevel_areThoseOfTheRecord_ofEveryKnownType(Path file) {
    byte[] golden = Golden.bytes(file);
    MaestroEvent event = MaestroEventJson.read(golden);
    OpaqueMaestroEvent opaque = OpaqueMaestroEvent.of(golden);

    assertThat(EventId.of(opaque)).isEqualTo(EventId.of(event));
    assertThat(opaque.level()).isEqualTo(event.level());
    assertThat(opaque.modelled()).contains(event);
    assertThat(opaque)
        .returns(event.type(), MaestroEvent::type)
        .returns(event.workflowId(), MaestroEvent::workflowId)
        .returns(event.clusterName(), MaestroEvent::clusterName)
        .returns(event.syncTime(), MaestroEvent::syncTime);
    assertThat(MaestroEventJson.write(opaque)).isEqualTo(golden);
  }

  @ParameterizedTest
  @MethodSource("events")
  void modelled_isWhatReadingTheJsonGives_withoutReadingIt(Path file) {
    byte[] golden = Golden.bytes(file);
    MaestroEvent model = MaestroEventJson.read(golden);
    OpaqueMaestroEvent told = OpaqueMaestroEvent.modelled(model, new String(golden, UTF_8));
    OpaqueMaestroEvent read = OpaqueMaestroEvent.of(golden);

    assertThat(told).isEqualTo(read);
    assertThat(told.modelled().orElseThrow()).isSameAs(model);
    assertThat(told)
        .returns(read.level(), OpaqueMaestroEvent::level)
        .returns(read.workflowUuid(), OpaqueMaestroEvent::workflowUuid)
        .returns(read.eventTime(), OpaqueMaestroEvent::eventTime)
        .returns(read.workflowId(), OpaqueMaestroEvent::workflowId)
        .returns(read.clusterName(), OpaqueMaestroEvent::clusterName)
        .returns(read.syncTime(), OpaqueMaestroEvent::syncTime);
    assertThat(EncodedEvent.of(told).attributes()).isEqualTo(EncodedEvent.of(read).attributes());
    assertThat(MaestroEventJson.write(told)).isEqualTo(golden);
  }

  @Test
  void modelled_takesTheJsonAsItIs_andRefusesAModelThatIsNoRecord() {
    MaestroEvent model = MaestroEventJson.read(Golden.event("step-all-fields"));

    OpaqueMaestroEvent told = OpaqueMaestroEvent.modelled(model, "never read");

    assertThat(told.json()).asString(UTF_8).isEqualTo("never read");
    assertThat(EventId.of(told)).isEqualTo(EventId.of(model));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OpaqueMaestroEvent.modelled(opaque(NEWER), NEWER));
  }

  @Test
  void readLenient_keepsATypeItDoesNotKnow_byteForByte() throws Exception {
    MaestroEvent event = MaestroEventJson.readLenient(NEWER.getBytes(UTF_8));

    assertThat(event.type()).isEqualTo(EventType.UNKNOWN);
    assertThat(event.wireType()).isEqualTo("WORKFLOW_RENAMED_EVENT");
    assertThat(event.workflowId()).isEqualTo("wf");
    assertThat(event.clusterName()).isEqualTo("test");
    assertThat(event.syncTime()).isEqualTo(7);
    assertThat(event.level()).isEqualTo(EventLevel.INFO);
    assertThat(MaestroEventJson.write(event)).asString(UTF_8).isEqualTo(NEWER);
    assertThat(new ObjectMapper().writeValueAsString(event)).isEqualTo(NEWER);
    assertThat(new ObjectMapper().writeValueAsString(List.of(event))).isEqualTo("[" + NEWER + "]");
    assertThatExceptionOfType(MalformedEventException.class)
        .isThrownBy(() -> MaestroEventJson.read(NEWER.getBytes(UTF_8)));
  }

  @Test
  void readLenient_leavesOutWhatFollows_anUnknownType() {
    MaestroEvent event = MaestroEventJson.readLenient((NEWER + " garbage").getBytes(UTF_8));

    assertThat(MaestroEventJson.write(event)).asString(UTF_8).isEqualTo(NEWER);
  }

  @Test
  void readLenient_refuses_whatNoNewerMaestroWouldWrite() {
    for (String bad :
        List.of(
            "{\"type\":1}",
            "{\"type\":true,\"type\":\"NEW\"}",
            "{\"type\":\" \"}",
            "{\"type\":\"NEW\"",
            "[\"NEW\",{}]",
            "\"NEW\"")) {
      assertThatExceptionOfType(MalformedEventException.class)
          .as(bad)
          .isThrownBy(() -> MaestroEventJson.readLenient(bad.getBytes(UTF_8)));
    }
  }

  @Test
  void id_ofAnUnknownType_ignoresWhitespaceEscapesAndTheSendTime() {
    String retried = NEWER.replace(" ", "\n ").replace("\\u0041", "A").replace(":8", ":80");

    assertThat(EventId.of(opaque(retried))).isEqualTo(EventId.of(opaque(NEWER)));
  }

  @Test
  void id_ofAnUnknownType_dependsOnAllOtherContent() {
    assertThat(
            List.of(
                    NEWER,
                    NEWER.replace("[1,", "[\"1\","),
                    NEWER.replace("[1,", "[[1],"),
                    NEWER.replace("null", "\"null\""),
                    NEWER.replace(":7", ":70"),
                    NEWER.replace("[{\"name\":\"a\"}]", "null"),
                    NEWER.replace("\"y\"", "\"send_time\""),
                    NEWER.replace("{ ", "{\"step_instance_id\":1,"),
                    NEWER.replace("RENAMED", "MOVED"),
                    NEWER.replace("\"y\"", "\"z\""))
                .stream()
                .map(json -> EventId.of(opaque(json)))
                .distinct())
        .hasSize(10);
  }

  @Test
  void id_isTheBuilders_ifItGivesOne() {
    EventId id = new EventId("0123456789abcdef0123456789abcdef");
    byte[] json = NEWER.getBytes(UTF_8);

    assertThat(EventId.of(OpaqueMaestroEvent.builder(json, "X").id(id).build())).isEqualTo(id);
    assertThat(OpaqueMaestroEvent.builder(json, "X").level(EventLevel.WARN).build().level())
        .isEqualTo(EventLevel.WARN);
  }

  @Test
  void id_isThatOfTheBytes_whenTheyAreNoJson() {
    byte[] one = {1, 2, 3};
    byte[] other = {1, 2, 4};

    assertThat(EventId.of(OpaqueMaestroEvent.builder(one, "X").build()))
        .isEqualTo(EventId.of(OpaqueMaestroEvent.builder(one.clone(), "X").build()))
        .isNotEqualTo(EventId.of(OpaqueMaestroEvent.builder(other, "X").build()));
  }

  /** Each was the same event as the first, to those who drop repetitions. */
  @Test
  void id_dependsOnWhatTheHostSaysBesideTheJson() {
    byte[] json = "{\"n\":1}".getBytes(UTF_8);
    List<OpaqueMaestroEvent> events =
        List.of(
            OpaqueMaestroEvent.builder(json, "X").build(),
            OpaqueMaestroEvent.builder(json, "Y").build(),
            OpaqueMaestroEvent.builder(json, "X").workflowId("wf").build(),
            OpaqueMaestroEvent.builder(json, "X").workflowUuid("wf").build(),
            OpaqueMaestroEvent.builder(json, "X").clusterName("wf").build(),
            OpaqueMaestroEvent.builder(json, "X").syncTime(1).build(),
            OpaqueMaestroEvent.builder(json, "X").level(EventLevel.WARN).build());

    assertThat(events.stream().map(EventId::of).distinct()).hasSize(7);
    assertThat(events).doesNotHaveDuplicates();
  }

  @Test
  void id_isTheSame_whetherTheHostSaysIt_orTheJson() {
    assertThat(
            EventId.of(
                OpaqueMaestroEvent.builder(NEWER, "WORKFLOW_RENAMED_EVENT")
                    .workflowId("wf")
                    .clusterName("test")
                    .syncTime(7)
                    .build()))
        .isEqualTo(EventId.of(OpaqueMaestroEvent.builder(NEWER, "WORKFLOW_RENAMED_EVENT").build()))
        .isEqualTo(EventId.of(opaque(NEWER)));
  }

  @Test
  void id_countsWhatFollowsTheObject_andWhatStandsBesideUnreadableBytes() {
    assertThat(
            List.of(
                    OpaqueMaestroEvent.builder(NEWER, "X").build(),
                    OpaqueMaestroEvent.builder(NEWER + "{}", "X").build(),
                    OpaqueMaestroEvent.builder(NEWER + "[]", "X").build(),
                    OpaqueMaestroEvent.builder("no json", "X").build(),
                    OpaqueMaestroEvent.builder("no json", "Y").build(),
                    OpaqueMaestroEvent.builder("no json", "X").workflowId("wf").build())
                .stream()
                .map(EventId::of)
                .distinct())
        .hasSize(6);
  }

  /** The identity of a known type is that of the record; but two runs never pass for one. */
  @Test
  void id_ofAKnownType_countsWhatTheJsonLacks_andTheHostSays() {
    String bare = "{\"type\":\"STEP_INSTANCE_STATUS_CHANGE_EVENT\"}";
    String full = new String(Golden.event("step-all-fields"), UTF_8);
    String type = "STEP_INSTANCE_STATUS_CHANGE_EVENT";

    assertThat(
            List.of(
                    OpaqueMaestroEvent.builder(bare, type).build(),
                    OpaqueMaestroEvent.builder(bare, type).workflowId("a").build(),
                    OpaqueMaestroEvent.builder(bare, type).clusterName("a").build(),
                    OpaqueMaestroEvent.builder(bare, type).workflowUuid("a").build(),
                    OpaqueMaestroEvent.builder(bare, "WORKFLOW_DELETION_CHANGE_EVENT").build())
                .stream()
                .map(EventId::of)
                .distinct())
        .hasSize(5);
    assertThat(
            EventId.of(
                OpaqueMaestroEvent.builder(full, type).workflowId("x").clusterName("y").build()))
        .isEqualTo(EventId.of(MaestroEventJson.read(full.getBytes(UTF_8))));
  }

  @Test
  void of_takesText_andBytesItOwns_asItTakesACopy() {
    String json = NEWER.replace("\\u0041", "\u00e9\ud83c\udfac");
    byte[] own = json.getBytes(UTF_8);

    assertThat(OpaqueMaestroEvent.of(json))
        .isEqualTo(opaque(json))
        .isEqualTo(OpaqueMaestroEvent.owning(own))
        .returns("wf", MaestroEvent::workflowId)
        .returns(json.getBytes(UTF_8).length, event -> ((OpaqueMaestroEvent) event).jsonBytes());
    assertThatIllegalArgumentException().isThrownBy(() -> OpaqueMaestroEvent.of("[]"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OpaqueMaestroEvent.owning("[]".getBytes(UTF_8)));
  }

  @Test
  void bytes_cannotBeChangedFromOutside() {
    byte[] json = NEWER.getBytes(UTF_8);
    OpaqueMaestroEvent.Builder builder = OpaqueMaestroEvent.builder(json, "WORKFLOW_RENAMED_EVENT");
    OpaqueMaestroEvent event = builder.build();

    json[0] = 'x';
    event.json()[0] = 'x';
    MaestroEventJson.write(event)[0] = 'x';
    EncodedEvent.of(event).payload()[0] = 'x';

    assertThat(builder.build()).isEqualTo(event);
    assertThat(event.json()).asString(UTF_8).isEqualTo(NEWER);
    assertThat(event.toString()).doesNotContain("renamed", "tags");
  }

  @Test
  void of_refuses_whatIsNotOneObjectWithATextualType() {
    for (String bad : List.of("", "null", "[]", "{}", "{\"type\":1}", NEWER + "x", "{\"type\":")) {
      assertThatIllegalArgumentException().as(bad).isThrownBy(() -> opaque(bad));
    }
  }
}
