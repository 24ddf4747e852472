package io.github.maestroevents.drills.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The short version: few events, and the speed is printed, not judged. */
class FanOutIsolationDrillTest {

  private static final int ONLY_THE_SPEED_WAS_OFF = 2;

  @Test
  void everyEventReachesTheOtherDestinations_whenOneHangs() {
    assertThat(FanOutIsolationDrill.run(1, 1024, System.out)).isIn(0, ONLY_THE_SPEED_WAS_OFF);
  }
}
