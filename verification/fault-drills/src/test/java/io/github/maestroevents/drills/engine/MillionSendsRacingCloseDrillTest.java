package io.github.maestroevents.drills.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The short version: a round of each kind. */
class MillionSendsRacingCloseDrillTest {

  @Test
  void everyEvent_hasOneFate_whenSendsRaceClose() {
    assertThat(MillionSendsRacingCloseDrill.run(1, 1, new SplittableRandom(), System.out)).isZero();
  }
}
