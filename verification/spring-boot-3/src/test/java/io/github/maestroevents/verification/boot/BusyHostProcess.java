package io.github.maestroevents.verification.boot;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@link BusyHost} in a JVM of its own. It ends with its test, also when that fails. */
final class BusyHostProcess implements AutoCloseable {

  private static final long DEADLINE_SECONDS = 180;

  private static final Pattern REPORT =
      Pattern.compile("accepted=(\\d+) delivered=(\\d+) dead-lettered=(\\d+) journaled=(\\d+)");

  private final Process process;
  private final BufferedReader output;
  private final List<String> lines = new ArrayList<>();

  private BusyHostProcess(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * What the host says at its end.
   *
   * @param said all of its output, for the message of a test that fails
   */
  record Report(int accepted, long delivered, long deadLettered, long journaled, String said) {}

  /** Starts a host with these arguments of Spring's, and returns when it is under load. */
  static BusyHostProcess start(Path directory, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    // Of a server that does not look at them.
    command.addAll(List.of("-Daws.accessKeyId=test", "-Daws.secretAccessKey=test"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(BusyHost.class.getName());
    command.addAll(List.of(arguments));
    Files.createDirectories(directory);
    BusyHostProcess host =
        new BusyHostProcess(
            new ProcessBuilder(command).redirectErrorStream(true).directory(directory.toFile()).start());
    try {
      host.readUntil(BusyHost.BUSY);
    } catch (Throwable notUp) {
      host.close();
      throw notUp;
    }
    return host;
  }

  /** As Kubernetes and systemd do; returns when the process has ended. */
  Report terminate() throws Exception {
    // Not the process's own destroy, which closes the stream that is read here.
    process.toHandle().destroy();
    Matcher report = REPORT.matcher(readUntil("accepted="));
    if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS) || !report.find()) {
      throw new AssertionError("The host does not end as it should:\n" + said());
    }
    return new Report(
        Integer.parseInt(report.group(1)),
        Long.parseLong(report.group(2)),
        Long.parseLong(report.group(3)),
        Long.parseLong(report.group(4)),
        said());
  }

  String said() {
    return String.join("\n", lines);
  }

  private String readUntil(String beginning) throws Exception {
    CompletableFuture<String> found = CompletableFuture.supplyAsync(() -> read(beginning));
    try {
      return found.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      // The reader ends with its stream.
      process.destroyForcibly();
      throw new AssertionError("\"" + beginning + "\" was not said:\n" + said(), e);
    }
  }

  private String read(String beginning) {
    try {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
        if (line.startsWith(beginning)) {
          return line;
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    throw new IllegalStateException("The host has ended by itself");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
