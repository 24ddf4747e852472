package io.github.maestroevents.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.event.EventType;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.EncodedEvent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TestEventsTest {

  @Test
  void workflowRun_holdsThreeEventsPerStep_andTheRunItself_underOneKey() {
    List<EncodedEvent> events = encoded(TestEvents.workflowRun(4));

    assertThat(events).hasSize(4 * 3 + 2);
    assertThat(events.stream().map(EncodedEvent::orderingKey).distinct()).hasSize(1);
    assertThat(events.stream().map(EncodedEvent::id).distinct()).hasSize(14);
  }

  @Test
  void ofOneRun_holdsAsManyEventsAsAskedFor() {
    for (int events = 0; events < 10; events++) {
      assertThat(TestEvents.ofOneRun(events)).hasSize(events);
    }
  }

  @Test
  void ofManyRuns_givesEachEventAKeyOfItsOwn() {
    assertThat(encoded(TestEvents.ofManyRuns(5)).stream().map(EncodedEvent::orderingKey).distinct())
        .hasSize(5);
  }

  @Test
  void ofEveryType_leavesNoKnownTypeOut_andRepeatsNothing() {
    List<MaestroEvent> events = TestEvents.ofEveryType();

    assertThat(events)
        .extracting(MaestroEvent::type)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(EventType.values()).filter(type -> type != EventType.UNKNOWN).toList());
    assertThat(Stream.of(events, TestEvents.ofEveryType()).flatMap(e -> encoded(e).stream()))
        .extracting(EncodedEvent::id)
        .doesNotHaveDuplicates();
  }

  @Test
  void failure_isAnError() {
    assertThat(TestEvents.failure().level()).isEqualTo(EventLevel.ERROR);
    assertThat(TestEvents.event().level()).isEqualTo(EventLevel.INFO);
  }

  private static List<EncodedEvent> encoded(List<MaestroEvent> events) {
    return events.stream().map(EncodedEvent::of).toList();
  }
}
