package io.github.maestroevents.netflix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.netflix.maestro.models.events.MaestroEvent;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.event.EventType;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.json.MaestroEventJson;
import io.github.maestroevents.spi.EncodedEvent;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An event of the server, and what the library makes of it. */
class ServerEventsTest {

  private final ServerEvents events = new ServerEvents(Golden.MAPPER);

  @Test
  void body_isTheOneThatMaestroWrites_byteForByte() {
    all()
        .forEach(
            json ->
                assertThat(new String(write(Golden.event(json)).json(), UTF_8)).isEqualTo(json));
  }

  @Test
  void everythingBesideTheBody_isWhatTheBodySays() {
    all()
        .forEach(
            json -> {
              EncodedEvent written = EncodedEvent.of(write(Golden.event(json)));
              EncodedEvent parsed = EncodedEvent.of(OpaqueMaestroEvent.of(json));

              assertThat(written.attributes()).as(json).isEqualTo(parsed.attributes());
              assertThat(written.id()).as(json).isEqualTo(parsed.id());
              assertThat(written.orderingKey()).as(json).isEqualTo(parsed.orderingKey());
              assertThat(written.level()).as(json).isEqualTo(parsed.level());
            });
  }

  @Test
  void record_saysAllThatTheServersObjectSays() {
    all()
        .forEach(
            json ->
                assertThat(
                        MaestroEventJson.write(write(Golden.event(json)).modelled().orElseThrow()))
                    .as(json)
                    .isEqualTo(json.getBytes(UTF_8)));
  }

  @Test
  void eventOfAClassThatIsNewer_isReadFromItsJson() {
    ServerEvents newer = new ServerEvents(new FixedMapper(Newer.JSON));

    OpaqueMaestroEvent written =
        (OpaqueMaestroEvent) newer.write(new Newer(), new ServerEvents.Written());

    assertThat(written.type()).isEqualTo(EventType.UNKNOWN);
    assertThat(written.wireType()).isEqualTo("SIGNAL_CHANGE_EVENT");
    assertThat(written.workflowId()).isEqualTo("wf");
    assertThat(written.level()).isEqualTo(EventLevel.INFO);
  }

  @Test
  void eventWhoseGettersAreGone_isReadFromItsJson() {
    String json = Golden.events().get(0);
    ServerEvents gone = new ServerEvents(new FixedMapper(json));

    OpaqueMaestroEvent written =
        (OpaqueMaestroEvent)
            gone.write(
                new Thrower(new NoSuchMethodError("getWorkflowId")), new ServerEvents.Written());

    assertThat(new String(written.json(), UTF_8)).isEqualTo(json);
  }

  @Test
  void eventThatHasNoJson_isUnwritable_andWhatIsKnownOfItIsKept() {
    ServerEvents.Written written = new ServerEvents.Written();
    ServerEvents failing = new ServerEvents(new FailingMapper(new IllegalStateException("boom")));

    assertThatThrownBy(() -> failing.write(Golden.step(), written))
        .isInstanceOf(UnwritableEventException.class)
        .hasRootCauseMessage("boom");
    assertThat(written.event).isNotNull();
    assertThat(written.event.workflowId()).isEqualTo("sample-wf");
  }

  private OpaqueMaestroEvent write(MaestroEvent event) {
    return (OpaqueMaestroEvent) events.write(event, new ServerEvents.Written());
  }

  private static Stream<String> all() {
    return Stream.concat(Golden.events().stream(), Golden.runs().stream());
  }
}
