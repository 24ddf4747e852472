package io.github.maestroevents.journal.testbed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own that runs a main class and tells lines. */
public final class ChildProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader lines;
  private int exit = -1;

  private ChildProcess(Process process) {
    this.process = process;
    this.lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  public static ChildProcess run(Class<?> main, String... args) throws IOException {
    return run(List.of(), List.of(), main, args);
  }

  /**
   * Runs it in a process of another kind.
   *
   * @param before a program that starts the JVM, with its arguments; empty for none
   * @param options of the JVM
   */
  public static ChildProcess run(
      List<String> before, List<String> options, Class<?> main, String... args) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-Xmx128m");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(args));
    return new ChildProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  public long pid() {
    return process.pid();
  }

  /** The next line; null at the end of its output. */
  public String line() {
    try {
      return lines.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that it told, once it has ended. */
  public String output() throws InterruptedException {
    StringBuilder output = new StringBuilder();
    for (String line = line(); line != null; line = line()) {
      output.append(line).append('\n');
    }
    exit = process.waitFor();
    return output.toString();
  }

  /** The exit code, after {@link #output()}. */
  public int exit() {
    return exit;
  }

  /** It gets no chance to close anything; what it has told can still be read. */
  public void kill() throws IOException, InterruptedException {
    int unused = new ProcessBuilder("kill", "-9", String.valueOf(pid())).start().waitFor();
    unused = process.waitFor(); // Process.destroyForcibly would close its output
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
