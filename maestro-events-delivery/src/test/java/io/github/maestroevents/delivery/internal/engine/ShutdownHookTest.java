package io.github.maestroevents.delivery.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A JVM that ends while events are still waiting for company. */
class ShutdownHookTest {

  @Test
  void events_areDelivered_whenTheJvmShutsDown_ifThePublisherClosesItself() throws Exception {
    assertThat(outputOf(Host.class, "true")).contains("delivered 10");
  }

  @Test
  void events_areLost_whenTheJvmShutsDown_ifNobodyClosesThePublisher() throws Exception {
    assertThat(outputOf(Host.class, "false")).doesNotContain("delivered");
  }

  @Test
  void build_isRefused_andLeavesNothingRunning_whenTheJvmIsShuttingDown() throws Exception {
    assertThat(outputOf(LateHost.class, "true"))
        .contains("refused: The JVM is shutting down")
        .contains("threads 0, closed 0")
        .contains("without the hook delivered 1");
  }

  /** Builds publishers when the JVM shuts down already. */
  static final class LateHost {

    private LateHost() {}

    public static void main(String[] args) {
      Runtime.getRuntime().addShutdownHook(new Thread(LateHost::buildTooLate));
    }

    private static void buildTooLate() {
      FakeBatchPublisher sink = new FakeBatchPublisher();
      try {
        NonBlockingNotificationPublisher.builder(sink).name("late").closeOnShutdown(true).build();
      } catch (IllegalStateException refusal) {
        System.out.println("refused: " + refusal.getMessage());
      }
      long threads =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().startsWith("maestro-events-late"))
              .count();
      System.out.println("threads " + threads + ", closed " + sink.closed);
      NonBlockingNotificationPublisher publisher =
          NonBlockingNotificationPublisher.builder(sink).build();
      publisher.send(Events.event("a", 1));
      publisher.close();
      System.out.println("without the hook delivered " + publisher.stats().delivered());
    }
  }

  /** Sends ten events that linger for a minute, and returns from main. */
  static final class Host {

    private Host() {}

    public static void main(String[] args) {
      FakeBatchPublisher sink =
          new FakeBatchPublisher()
              .then(
                  batch -> {
                    System.out.println("delivered " + batch.size());
                    return CompletableFuture.completedFuture(
                        BatchResult.allDelivered(batch.size()));
                  });
      NonBlockingNotificationPublisher publisher =
          NonBlockingNotificationPublisher.builder(sink)
              .clock(new FakeClock()) // the linger never ends, so nothing goes before the shutdown
              .closeOnShutdown(Boolean.parseBoolean(args[0]))
              .build();
      Deadline.await(
          "the first tick", () -> publisher.flush(Duration.ofSeconds(30)).allDelivered());
      for (int i = 0; i < 10; i++) {
        publisher.send(Events.event("a", i));
      }
    }
  }

  private static String outputOf(Class<?> main, String argument) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                argument)
            .redirectErrorStream(true)
            .start();
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      process.destroyForcibly();
    }
  }
}
