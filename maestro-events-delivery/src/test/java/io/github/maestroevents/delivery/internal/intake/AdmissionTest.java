package io.github.maestroevents.delivery.internal.intake;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.filter.EventFilter;
import io.github.maestroevents.delivery.filter.Glob;
import io.github.maestroevents.delivery.internal.engine.EngineUnderTest;
import io.github.maestroevents.delivery.internal.engine.FakeBatchPublisher;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.event.EventType;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.StatusChangeRecord;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.event.StepStatus;
import io.github.maestroevents.event.WorkflowInstanceStatusChangeEvent;
import io.github.maestroevents.event.WorkflowStatus;
import io.github.maestroevents.spi.EncodedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters and transformers in front of a destination. */
class AdmissionTest {

  private final FakeBatchPublisher publisher = new FakeBatchPublisher();

  @Test
  void filteredEvent_isCounted_andNotDelivered() {
    EngineUnderTest engine =
        EngineUnderTest.with(publisher).filter(EventFilter.workflowId("a")).start();
    engine.send(event("a", 1), event("b", 1)).runUntilSettled();
    assertThat(engine.stats().delivered()).isEqualTo(1);
    assertThat(engine.stats().filtered()).isEqualTo(1);
  }

  @Test
  void event_isDeadLettered_whenTheFilterThrows() {
    EngineUnderTest engine =
        EngineUnderTest.with(publisher)
            .filter(
                e -> {
                  throw new IllegalStateException("filter");
                })
            .start();
    engine.send(event("a", 1)).runUntilSettled();
    assertThat(engine.deadLetters.get(0).reason()).isEqualTo(DeadLetter.Reason.NOT_ENCODABLE);
  }

  @Test
  void transformer_changesAttributes_andMayLeaveOutThoseOfTheEvent() {
    EngineUnderTest engine =
        EngineUnderTest.with(publisher)
            .transformer((event, attributes) -> Map.of("team", "data", "level", "warn"))
            .start();
    engine.send(event("a", 1)).runUntilSettled();
    EncodedEvent delivered = publisher.batches.get(0).get(0);
    assertThat(delivered.attributes())
        .containsOnlyKeys("specversion", "id", "source", "type", "team", "level")
        .containsEntry("id", delivered.id().value())
        .containsEntry("level", "warn");
  }

  @Test
  void transformer_dropsTheEvent_whenItReturnsNull() {
    EngineUnderTest engine =
        EngineUnderTest.with(publisher).transformer((event, attributes) -> null).start();
    engine.send(event("a", 1)).runUntilSettled();
    assertThat(engine.stats().filtered()).isEqualTo(1);
  }

  @Test
  void heldBytes_areBounded() {
    publisher.hold();
    EngineUnderTest engine =
        EngineUnderTest.with(publisher).inFlight(InFlightPolicy.defaults().withMaxBytes(1)).start();
    engine.send(event("a", 1), event("a", 2), event("a", 3)).turn().tick();
    assertThat(engine.stats().queued()).isEqualTo(2);
    publisher.open.remove().complete(io.github.maestroevents.spi.BatchResult.allDelivered(1));
    engine.turn();
    assertThat(engine.stats().queued()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "*, '', true",
    "daily-*, daily-report, true",
    "daily-*, weekly-report, false",
    "*report, daily-report, true",
    "d?ily-report, daily-report, true",
    "d?ily-report, dily-report, false",
    "a*b*c, aXbYbZc, true",
    "a*b*c, aXbYbZ, false",
    "a.c, abc, false",
    "'', '', true",
    "'', x, false",
    "***, anything, true"
  })
  void glob_matches(String glob, String text, boolean matches) {
    assertThat(new Glob(glob).matches(text)).isEqualTo(matches);
  }

  @Test
  void glob_isNotSlow_whenStarsAbound() {
    String text = "a".repeat(2000);
    org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertThat(new Glob("a*".repeat(500) + "b").matches(text)).isFalse());
  }

  @Test
  void filters_chooseByTypeLevelClusterAndEnd() {
    MaestroEvent running = step(StepStatus.RUNNING);
    MaestroEvent failed = step(StepStatus.FATALLY_FAILED);
    MaestroEvent done =
        WorkflowInstanceStatusChangeEvent.builder().newStatus(WorkflowStatus.SUCCEEDED).build();
    assertThat(EventFilter.terminalOnly().accepts(running)).isFalse();
    assertThat(EventFilter.terminalOnly().accepts(failed)).isTrue();
    assertThat(EventFilter.terminalOnly().accepts(done)).isTrue();
    assertThat(EventFilter.terminalOnly().accepts(event("a", 1))).isFalse();
    assertThat(EventFilter.atLeast(EventLevel.ERROR).accepts(failed)).isTrue();
    assertThat(EventFilter.atLeast(EventLevel.WARN).accepts(running)).isFalse();
    assertThat(EventFilter.cluster("test").accepts(failed)).isTrue();
    assertThat(EventFilter.cluster("prod").accepts(failed)).isFalse();
    EventFilter steps = EventFilter.types(EventType.STEP_INSTANCE_STATUS_CHANGE_EVENT);
    assertThat(steps.accepts(failed)).isTrue();
    assertThat(steps.not().accepts(done)).isTrue();
    assertThat(steps.and(EventFilter.terminalOnly()).accepts(running)).isFalse();
    assertThat(steps.or(EventFilter.terminalOnly()).accepts(done)).isTrue();
  }

  private static MaestroEvent step(StepStatus status) {
    return StepInstanceStatusChangeEvent.builder()
        .clusterName("test")
        .statusChangeRecords(List.of(new StatusChangeRecord(StepStatus.STARTING, status, 1)))
        .build();
  }
}
