package io.github.maestroevents.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A host that runs out of stack in the middle of {@code send}, in a JVM of its own: what was
 * accepted is delivered, and the publisher closes at once.
 */
class DeepStackTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Xint 20", // every frame has its full size, and every offer is like the first
        "-XX:TieredStopAtLevel=1 20",
        "-XX:+TieredCompilation 20"
      })
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void everyAcceptedEvent_isDelivered_thoughTheHostRunsOutOfStack(String options)
      throws IOException {
    assertThat(outputOf(options.split(" "))).contains("WELL");
  }

  private static String outputOf(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(options[0]);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(DeepHost.class.getName());
    command.add(options[1]);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      process.destroyForcibly();
    }
  }
}
