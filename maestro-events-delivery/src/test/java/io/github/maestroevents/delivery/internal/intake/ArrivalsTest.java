package io.github.maestroevents.delivery.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArrivalsTest {

  private final Arrivals arrivals = new Arrivals();

  @Test
  void event_cameWithTheTurnThatSawItFirst() {
    arrivals.note(3, 100);
    arrivals.note(3, 200);
    arrivals.note(5, 300);
    assertThat(arrivals.of(0, 900)).isEqualTo(100);
    assertThat(arrivals.of(2, 900)).isEqualTo(100);
    assertThat(arrivals.of(3, 900)).isEqualTo(300);
    assertThat(arrivals.of(4, 900)).isEqualTo(300);
  }

  @Test
  void event_comesNow_thatNoTurnHasSeen_afterALongIdleTime() {
    arrivals.note(3, 100);
    assertThat(arrivals.of(3, 3_600_000)).isEqualTo(3_600_000);
  }

  @Test
  void marks_stayBounded_andMakeNoEventOlderThanItIs_norTheQueueYounger() {
    for (int turn = 1; turn <= 100_000; turn++) {
      arrivals.note(turn, turn * 10L);
    }
    assertThat(arrivals.of(0, 1_000_000)).isBetween(10L, 20_000L);
    assertThat(arrivals.of(50_000, 1_000_000)).isBetween(500_010L, 520_000L);
    assertThat(arrivals.of(99_000, 1_000_000)).isBetween(990_010L, 1_000_000L);
  }
}
