package io.github.maestroevents.sqs.internal.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.sqs.Events;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageAttributesTest {

  private final MessageAttributes attributes = new MessageAttributes();

  @Test
  void attributes_areThoseOfCloudEvents_andLeaveRoomForTwoOfOthers() {
    assertThat(attributes.of(Events.event("k", 1), null))
        .containsExactly(
            entry("ce_specversion", "1.0"),
            entry("ce_id", Events.id("k", 1)),
            entry("ce_source", "/maestro/prod%20eu"),
            entry("ce_type", "io.github.maestroevents." + Events.TYPE),
            entry("ce_subject", "wörkflow/1/1"),
            entry("ce_time", "2026-11-23T10:15:30.123Z"),
            entry("ce_level", "INFO"),
            entry("ce_partitionkey", "k"));
  }

  @Test
  void hostsAttribute_takesThePlaceOfWhatTheMessageGroupTells() {
    assertThat(with(Map.of("team", "payments")))
        .hasSize(8)
        .containsEntry("ce_team", "payments")
        .doesNotContainKey("ce_partitionkey");
  }

  @Test
  void whatTheBodyTellsAsWell_isLeftOut_onceOthersNeedMoreRoom() {
    assertThat(MessageAttributes.canBeFewer(attributes.of(Events.event("k", 1), null))).isTrue();

    attributes.leaveRoom();

    Map<String, String> fewer = with(Map.of("team", "payments"));
    assertThat(fewer.keySet())
        .containsExactly("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_team");
    assertThat(MessageAttributes.canBeFewer(fewer)).isFalse();
  }

  @Test
  void hostsAttributes_displaceWhatTheBodyTellsAsWell() {
    assertThat(with(Map.of("team", "payments", "tier", "1", "zone", "b")).keySet())
        .containsExactly(
            "ce_specversion",
            "ce_id",
            "ce_source",
            "ce_type",
            "ce_team",
            "ce_tier",
            "ce_zone",
            "ce_subject");
  }

  @Test
  void historyOfADeadLetter_isKeptWhole() {
    assertThat(
            with(
                Map.of(
                    "dlqdestination", "a",
                    "dlqreason", "b",
                    "dlqcause", "c",
                    "dlqattempts", "d",
                    "dlqfirsttime", "e",
                    "dlqlasttime", "f")))
        .hasSize(10)
        .containsKeys("ce_id", "ce_dlqdestination", "ce_dlqreason", "ce_dlqlasttime");
  }

  @Test
  void hostsAttributes_beyondTheTenth_areLeftOut_alwaysTheSame() {
    Map<String, String> seven =
        Map.of("a", "1", "b", "1", "c", "1", "d", "1", "e", "1", "f", "1", "g", "1");

    assertThat(with(seven)).hasSize(10).containsKeys("ce_id", "ce_a", "ce_f");
    assertThat(with(seven)).doesNotContainKey("ce_g");
  }

  @Test
  void hostsAttribute_isSent_whenItReplacesTheOthers() {
    EncodedEvent event = Events.event("k", 1).withAttributes(Map.of("team", "payments"));

    assertThat(attributes.of(event, null)).containsEntry("ce_team", "payments");
  }

  @Test
  void contentTypeThatIsNotJson_isNeverDisplaced() {
    EncodedEvent event =
        new EncodedEvent(
            new EventId(Events.id("k", 1)),
            Events.TYPE,
            EventLevel.INFO,
            "k",
            "text/plain",
            "x".getBytes(UTF_8),
            Map.of("a", "1", "b", "1", "c", "1", "d", "1", "e", "1", "f", "1", "g", "1", "h", "1"));

    assertThat(attributes.of(event, null)).containsEntry("content-type", "text/plain");
  }

  @Test
  void encodingOfTheBody_isNeverDisplaced() {
    Map<String, String> many =
        Map.of("a", "1", "b", "1", "c", "1", "d", "1", "e", "1", "f", "1", "g", "1");

    assertThat(attributes.of(Events.event("k", 1, new byte[] {-1}, many), "base64"))
        .hasSize(10)
        .containsEntry("content-transfer-encoding", "base64");
  }

  @Test
  void attributeWithIllegalName_isLeftOut_andTheNextOneSent() {
    assertThat(with(Map.of("a b", "1", "x".repeat(300), "2"))).hasSize(8);
    assertThat(with(Map.of("line\nbreak", "1"))).hasSize(8);
  }

  @Test
  void emptyAttribute_isLeftOut_sinceTheServiceRefusesIt() {
    assertThat(with(Map.of("subject", ""))).doesNotContainKey("ce_subject").hasSize(7);
  }

  @Test
  void contentType_isNotSent_ifItIsJson() {
    assertThat(with(Map.of("datacontenttype", "application/json")))
        .hasSize(8)
        .doesNotContainKeys("content-type", "ce_datacontenttype");
  }

  @Test
  void eventWithoutAttributes_isStillACloudEventWithAnId() {
    EncodedEvent bare =
        new EncodedEvent(
            new EventId(Events.id("k", 1)),
            Events.TYPE,
            EventLevel.INFO,
            "k",
            "application/json",
            "{}".getBytes(UTF_8),
            Map.of());

    assertThat(attributes.of(bare, null))
        .containsExactly(entry("ce_specversion", "1.0"), entry("ce_id", Events.id("k", 1)));
  }

  private Map<String, String> with(Map<String, String> more) {
    return attributes.of(Events.event("k", 1, "{}".getBytes(UTF_8), more), null);
  }
}
