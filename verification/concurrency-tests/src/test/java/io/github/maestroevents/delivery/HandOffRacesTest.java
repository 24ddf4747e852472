package io.github.maestroevents.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the races of this package for a short time, compiled by C2. Without these limits {@code
 * org.openjdk.jcstress.Main} runs them for longer and under every compiler.
 */
class HandOffRacesTest {

  /** A race that cannot be scheduled is left out in silence. */
  private static final int RACES = 8;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void noEventAndNoAnswer_isLostBetweenThreads(@TempDir Path work) throws Exception {
    Process races =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "org.openjdk.jcstress.Main",
                "-t",
                "io.github.maestroevents",
                "-jvmArgs",
                "-XX:-TieredCompilation",
                "-f",
                "1",
                "-sc",
                "false",
                "-iters",
                "2",
                "-time",
                "300",
                "-r",
                work.toString())
            .directory(work.toFile())
            .redirectErrorStream(true)
            .start();
    try {
      String output = new String(races.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      System.out.println(output);
      assertThat(races.waitFor()).as(output).isZero();
      assertThat(output)
          .contains(
              "Failed tests: No matches.",
              "Error tests: No matches.",
              "All remaining tests: " + RACES + " matching test results");
    } finally {
      races.destroyForcibly();
    }
  }
}
