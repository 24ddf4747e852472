package io.github.maestroevents.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.json.Golden;
import io.github.maestroevents.json.MaestroEventJson;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Events read again from the bytes that crossed the adapter line. */
class EventDecoderTest {

  private static EncodedEvent encoded(String json, String wireType, EventId id) {
    return new EncodedEvent(
        id, wireType, EventLevel.WARN, "key", "application/json", json.getBytes(UTF_8), Map.of());
  }

  @Test
  void maestroEvent_isTheRecord_whenJsonAndIdentityAreIts() {
    MaestroEvent event = MaestroEventJson.read(Golden.event("step-all-fields"));

    assertThat(EncodedEvent.of(event).maestroEvent()).isEqualTo(event);
  }

  @Test
  void maestroEvent_isOpaque_whenTheJsonIsWrittenOtherwise() {
    MaestroEvent event = MaestroEventJson.read(Golden.event("step-all-fields"));
    String spaced = " " + new String(Golden.event("step-all-fields"), UTF_8);

    assertThat(encoded(spaced, event.wireType(), EventId.of(event)).maestroEvent())
        .asInstanceOf(type(OpaqueMaestroEvent.class))
        .satisfies(opaque -> assertThat(opaque.json()).isEqualTo(spaced.getBytes(UTF_8)))
        .extracting(MaestroEvent::workflowId, MaestroEvent::clusterName)
        .containsExactly(event.workflowId(), event.clusterName());
  }

  @Test
  void maestroEvent_isOpaqueAndKeepsTheId_whenTheHostGaveAnother() {
    EventId own = EventId.of(MaestroEventJson.read(Golden.event("workflow-deletion-all-fields")));
    MaestroEvent event = MaestroEventJson.read(Golden.event("step-all-fields"));

    MaestroEvent again =
        encoded(new String(Golden.event("step-all-fields"), UTF_8), event.wireType(), own)
            .maestroEvent();

    assertThat(again).isInstanceOf(OpaqueMaestroEvent.class);
    assertThat(EventId.of(again)).isEqualTo(own);
    assertThat(again.level()).isEqualTo(EventLevel.WARN);
  }

  @Test
  void maestroEvent_isOpaque_whateverTheBytesAre() {
    EventId id = EventId.of(MaestroEventJson.read(Golden.event("step-all-fields")));
    for (String payload :
        new String[] {"", "{", "null", "[]", "\u0000", "[".repeat(100_000), "{\"type\":7}"}) {
      MaestroEvent again = encoded(payload, "order.placed", id).maestroEvent();

      assertThat(again.wireType()).isEqualTo("order.placed");
      assertThat(EncodedEvent.of(again).payload()).isEqualTo(payload.getBytes(UTF_8));
      assertThat(EventId.of(again)).isEqualTo(id);
    }
  }
}
