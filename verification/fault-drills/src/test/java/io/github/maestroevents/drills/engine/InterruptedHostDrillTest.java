package io.github.maestroevents.drills.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The short version: one round of each kind. */
class InterruptedHostDrillTest {

  @Test
  void everyFlagIsKept_andEveryEventAccountedFor_whenHostsAreInterrupted() {
    assertThat(InterruptedHostDrill.run(1, new SplittableRandom(), System.out)).isZero();
  }
}
