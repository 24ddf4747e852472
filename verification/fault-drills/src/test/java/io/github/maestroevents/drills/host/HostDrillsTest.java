package io.github.maestroevents.drills.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The short versions: fewer hosts, fewer errors, fewer events. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class HostDrillsTest {

  @Test
  void enginesDeliver_afterTheirHostsOverflowedTheStack() throws Exception {
    assertThat(RecursiveHostDrill.run(5, System.out)).isZero();
  }

  @Test
  void everyEventIsAccountedFor_whenErrorsAreThrownFromEverywhere() throws Exception {
    assertThat(ErrorsEverywhereDrill.run(Duration.ofSeconds(2), System.out)).isZero();
  }

  @Test
  void noClassLoaderStays_whenAnApplicationIsUndeployed() throws Exception {
    Process drill = new ProcessBuilder(UndeployDrill.command(3)).redirectErrorStream(true).start();
    try {
      String output = new String(drill.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      System.out.println(output);
      assertThat(drill.waitFor()).as(output).isZero();
    } finally {
      drill.destroyForcibly();
    }
  }

  @Test
  void everyEventIsAccountedFor_whenPublishersCloseWhileTheDestinationIsAway() throws Exception {
    assertThat(CloseTimeDrill.run(Duration.ofSeconds(1), 500, 20_000, System.out)).isZero();
  }
}
