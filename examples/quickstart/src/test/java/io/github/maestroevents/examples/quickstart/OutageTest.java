package io.github.maestroevents.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutageTest {

  @Test
  void outage_happened_whenNobodyListenedAndEventsWereStuckInFlight() {
    assertThat(Samples.outage().happened()).isTrue();
  }

  @Test
  void outage_happened_whenEventsWereRetried() {
    assertThat(
            Samples.outage(3, 3, Samples.inFlight(5, 0, 0), Samples.inFlight(9, 0, 4)).happened())
        .isTrue();
  }

  @Test
  void outage_didNotHappen_whenAnyProbeFoundTheBroker() {
    assertThat(
            Samples.outage(3, 2, Samples.inFlight(5, 2, 0), Samples.inFlight(9, 2, 0)).happened())
        .isFalse();
  }

  @Test
  void outage_didNotHappen_whenItWasNeverProbed() {
    assertThat(
            Samples.outage(0, 0, Samples.inFlight(5, 2, 0), Samples.inFlight(9, 2, 0)).happened())
        .isFalse();
  }

  @Test
  void outage_didNotHappen_whenNothingWasInFlightOrRetried() {
    assertThat(
            Samples.outage(3, 3, Samples.inFlight(5, 0, 1), Samples.inFlight(9, 0, 1)).happened())
        .isFalse();
  }

  @Test
  void outage_didNotHappen_whenNobodySentDuringIt() {
    assertThat(
            Samples.outage(3, 3, Samples.inFlight(5, 2, 0), Samples.inFlight(5, 2, 0)).happened())
        .isFalse();
  }

  @Test
  void verdict_namesAnOutageThatDidNotHappen() {
    Account clean = Account.of(Samples.delivered(0), List.of(), 0, Set.of(), List.of(), List.of());

    assertThat(
            Verdict.faults(
                clean, Samples.outage(0, 0, Samples.inFlight(5, 2, 0), Samples.inFlight(9, 2, 0))))
        .containsExactly("the outage did not really happen");
  }
}
