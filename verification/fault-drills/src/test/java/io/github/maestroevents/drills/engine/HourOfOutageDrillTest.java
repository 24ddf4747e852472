package io.github.maestroevents.drills.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The short version: five simulated minutes. */
class HourOfOutageDrillTest {

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void outage_isSurvivedInASmallHeap_andEveryEventIsAccountedFor() throws Exception {
    Process drill =
        new ProcessBuilder(HourOfOutageDrill.command(5)).redirectErrorStream(true).start();
    try {
      String output = new String(drill.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      System.out.println(output);
      assertThat(drill.waitFor()).as(output).isZero();
    } finally {
      drill.destroyForcibly();
    }
  }
}
