package io.github.maestroevents.verification.netflix;

import io.github.maestroevents.testbeds.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The server in a JVM of its own, started as docs/netflix-maestro.md says. Its standard input is a
 * pipe from this JVM, and it ends when that does.
 */
final class ServerProcess implements AutoCloseable {

  static final Path SERVER = Path.of(System.getProperty("server.jar"));
  static final Path DROP_IN = Path.of(System.getProperty("drop-in.jar"));

  static final Duration START_DEADLINE = Duration.ofSeconds(120);
  /** Of a JVM that SIGTERM has ended, after its shutdown hooks. */
  private static final int TERMINATED = 143;

  private static final Duration STOP_DEADLINE = Duration.ofSeconds(60);

  private final Process process;
  private final Path log;

  private ServerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** With the drop-in on loader.path. */
  static ServerProcess start(Path log, List<String> arguments) {
    return start(log, launcher(DROP_IN.toString()), arguments);
  }

  static List<String> launcher(String loaderPath) {
    return List.of(
        "-Dloader.path=" + loaderPath,
        "-cp",
        SERVER.toString(),
        "org.springframework.boot.loader.launch.PropertiesLauncher");
  }

  /**
   * @param how the arguments of {@code java} up to the class or jar
   */
  static ServerProcess start(Path log, List<String> how, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dend-with-input=true");
    command.addAll(how);
    command.add("--logging.pattern.console=%d{HH:mm:ss.SSS} %p %logger - %m%n%ex{short}");
    command.addAll(arguments);
    try {
      return new ServerProcess(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start(),
          log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ServerProcess awaitUp() {
    Await.until(
        "the server is up, or has ended",
        START_DEADLINE,
        () -> log().contains("The server is up") || !process.isAlive());
    if (!process.isAlive()) {
      throw new AssertionError("The server ended by itself:\n" + log());
    }
    return this;
  }

  /** For a server that cannot start; gives what it has said. */
  String awaitFailure() {
    awaitEnd(START_DEADLINE);
    if (process.exitValue() == 0) {
      throw new AssertionError("The server ended well:\n" + log());
    }
    return log();
  }

  void kill9() {
    process.destroyForcibly();
    awaitEnd(STOP_DEADLINE);
  }

  /** As an operator stops it; gives how long it took. */
  Duration terminate() {
    long start = System.nanoTime();
    process.toHandle().destroy(); // Process.destroy closes the input too, and then the server halts
    awaitEnd(STOP_DEADLINE);
    if (process.exitValue() != TERMINATED) {
      throw new AssertionError("The server ended by " + process.exitValue() + ":\n" + log());
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  String log() {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitEnd(Duration deadline) {
    try {
      if (!process.waitFor(deadline.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("The server does not end:\n" + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
