package io.github.maestroevents.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

  private final Pace pace = new Pace(0, 1_000, 10);

  @Test
  void pace_spreadsEventsEvenly_acrossRounds() {
    assertThat(pace.dueNanos(1, 0)).isZero();
    assertThat(pace.dueNanos(1, 3)).isEqualTo(3_000_000);
    assertThat(pace.dueNanos(2, 0)).isEqualTo(10_000_000);
  }

  @Test
  void pace_letsEveryCallerEndTheRoundThatAnyOfThemHasBegun() {
    assertThat(pace.begins(1)).isTrue();
    assertThat(pace.begins(2)).isTrue();

    pace.finish();

    assertThat(pace.begins(2)).isTrue();
    assertThat(pace.begins(3)).isFalse();
    assertThat(pace.round()).isEqualTo(2);
  }
}
