package io.github.maestroevents.testbeds.kafka;

import io.github.maestroevents.testbeds.kafka.broker.BrokerClassPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One broker in a process of its own, which can be killed, stopped and started again on the same
 * ports and directory. Its standard input is a pipe from this JVM, and it halts when that ends, so
 * it cannot outlive the test.
 *
 * <p>Not thread-safe.
 */
public final class KafkaProcess implements AutoCloseable {

  private static final int SHOWN_LOG_LINES = 60;

  private final NodeConfig config;
  private final Path home;
  private final String clusterId;
  private final Path log;
  private @Nullable Process process;
  private @Nullable Process suspender;

  KafkaProcess(NodeConfig config, Path home, String clusterId, Properties properties) {
    this.config = config;
    this.home = home;
    this.clusterId = clusterId;
    this.log = home.resolve("broker.log");
    try (Writer writer = Files.newBufferedWriter(home.resolve("server.properties"))) {
      properties.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The node's number, from 1. */
  public int id() {
    return config.id();
  }

  /** Whether the process runs, or is suspended. */
  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** What the broker has printed, for diagnosis. */
  public Path log() {
    return log;
  }

  NodeConfig config() {
    return config;
  }

  /** Starts the process; the cluster tells when it is ready. */
  void launch() {
    if (isAlive()) {
      throw new IllegalStateException("Broker " + id() + " is running");
    }
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                BrokerClassPath.get(),
                BrokerClassPath.MAIN_CLASS,
                home.resolve("server.properties").toString(),
                clusterId)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()));
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("Broker " + id() + " did not start", e);
    }
  }

  /** Ends the process at once, with no chance to tidy up. Returns when it is gone. */
  public void kill9() {
    Process running = process;
    if (running == null) {
      return;
    }
    running.destroyForcibly();
    endSuspender();
    try {
      if (!running.waitFor(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Broker " + id() + " survived a kill -9");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while killing broker " + id(), e);
    }
  }

  /** Stops the process without ending it: its sockets stay open and nothing answers. */
  public void suspend() {
    // A stopped process cannot watch its standard input, so a shell does it meanwhile.
    suspender = shell("kill -STOP $0 && echo stopped && cat && kill -KILL $0");
    try {
      if (suspender.inputReader().readLine() == null) {
        throw new IllegalStateException("Broker " + id() + " could not be stopped");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets a suspended process go on. */
  public void resume() {
    endSuspender();
    try {
      if (shell("kill -CONT $0").waitFor() != 0) {
        throw new IllegalStateException("Broker " + id() + " could not be continued");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while continuing broker " + id(), e);
    }
  }

  @Override
  public void close() {
    kill9();
  }

  /** What the death of this JVM looks like from the broker's process. */
  void closeStandardInput() throws IOException {
    if (process != null) {
      process.getOutputStream().close();
    }
  }

  /** The end of what the broker has printed. */
  String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - SHOWN_LOG_LINES), lines.size()));
    } catch (IOException e) {
      return "(nothing: " + e + ")";
    }
  }

  private Process shell(String script) {
    if (process == null) {
      throw new IllegalStateException("Broker " + id() + " was never started");
    }
    try {
      return new ProcessBuilder("sh", "-c", script, Long.toString(process.pid()))
          .redirectError(Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void endSuspender() {
    if (suspender != null) {
      suspender.destroyForcibly();
      suspender = null;
    }
  }
}
