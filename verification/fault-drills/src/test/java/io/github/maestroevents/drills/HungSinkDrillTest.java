package io.github.maestroevents.drills;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The short version: a tenth of the sends, in a heap of 96 MB, of which two full publishers take
 * 46. Latency is printed, not judged.
 */
class HungSinkDrillTest {

  private static final int ONLY_THE_LATENCY_WAS_OFF = 2;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void everySendReturns_andEveryEventIsAccountedFor_inABoundedHeap() throws Exception {
    Process drill =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                HungSinkDrill.class.getName(),
                "1000000")
            .redirectErrorStream(true)
            .start();
    try {
      String output = read(drill);
      System.out.println(output);
      assertThat(drill.waitFor()).as(output).isIn(0, ONLY_THE_LATENCY_WAS_OFF);
      assertThat(output).contains("RESULT: every event is accounted for");
    } finally {
      drill.destroyForcibly();
    }
  }

  private static String read(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
