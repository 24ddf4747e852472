package io.github.maestroevents.drills.journal;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A host in a JVM of its own, seen from the drill: started, asked, stopped or killed. Its standard
 * input is a pipe from this JVM, and it ends when that does. Used by one thread.
 */
final class HostProcess implements AutoCloseable {

  private static final long LONG_SECONDS = 120;

  private final HostPlan plan;
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter commands;

  private HostProcess(HostPlan plan, Process process) {
    this.plan = plan;
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.US_ASCII);
    this.commands = process.outputWriter(StandardCharsets.US_ASCII);
  }

  /** Starts a host and returns when it is about to open its journal. */
  static HostProcess start(HostPlan plan) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(HostMain.class.getName());
    command.addAll(plan.arguments());
    try {
      Files.createDirectories(plan.home());
      HostProcess host =
          new HostProcess(
              plan,
              new ProcessBuilder(command).redirectError(Redirect.to(plan.log().toFile())).start());
      host.expect(HostMain.OPENING);
      return host;
    } catch (IOException e) {
      throw new UncheckedIOException("Host " + plan.name() + " did not start", e);
    }
  }

  /** Returns when the host accepts events. */
  HostProcess awaitUp() {
    expect(HostMain.UP);
    return this;
  }

  /** Its figures now; blocks until it answers. */
  HostStats status() {
    return HostStats.parse(ask("status"));
  }

  /** Lets it deliver what it has, and end. */
  HostStats drain() {
    return end("drain");
  }

  /** Lets it close within a time, and end. */
  HostStats stop(int millis) {
    return end("stop " + millis);
  }

  /** Ends it at once, with no chance to tidy up. Returns when it is gone. */
  void kill9() {
    process.destroyForcibly();
    awaitEnd();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private HostStats end(String command) {
    HostStats last = HostStats.parse(ask(command));
    awaitEnd();
    return last;
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(LONG_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Host " + plan.name() + " does not end");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("The drill was interrupted", e);
    }
  }

  private String ask(String command) {
    try {
      commands.write(command + "\n");
      commands.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(lastWords(), e);
    }
    return line();
  }

  private void expect(String expected) {
    String line = line();
    if (!line.equals(expected)) {
      throw new IllegalStateException("Expected \"" + expected + "\", not \"" + line + "\"");
    }
  }

  /** The next line; a host that does not answer for long is killed. */
  private String line() {
    try {
      String line =
          CompletableFuture.supplyAsync(this::readLine).get(LONG_SECONDS, TimeUnit.SECONDS);
      if (line.isEmpty()) {
        throw new IllegalStateException(lastWords());
      }
      return line;
    } catch (ExecutionException e) {
      throw new IllegalStateException(lastWords(), e);
    } catch (TimeoutException e) {
      process.destroyForcibly();
      throw new IllegalStateException("Host " + plan.name() + " does not answer", e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("The drill was interrupted", e);
    }
  }

  /** Empty at the end of its output. */
  private String readLine() {
    try {
      String line = answers.readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String lastWords() {
    try {
      return "Host " + plan.name() + " ended by itself:\n" + Files.readString(plan.log());
    } catch (IOException e) {
      return "Host " + plan.name() + " ended by itself and left no log: " + e;
    }
  }
}
