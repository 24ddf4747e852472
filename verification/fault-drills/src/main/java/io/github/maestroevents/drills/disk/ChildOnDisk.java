package io.github.maestroevents.drills.disk;

import io.github.maestroevents.testbeds.disk.SimulatedDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a main class in a JVM whose disk is simulated. Its standard input is a pipe from this JVM,
 * so that it can end when this one does.
 */
final class ChildOnDisk {

  private static final long LONG_SECONDS = 300;

  private ChildOnDisk() {}

  /**
   * Returns what it has printed, when it has ended.
   *
   * @param records see {@link SimulatedDisk#environment}
   */
  static List<String> run(SimulatedDisk disk, boolean records, Class<?> main, String... args) {
    Path output = disk.root().resolveSibling("output");
    Path log = disk.root().resolveSibling("log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(args));
    try {
      Files.createDirectories(disk.root());
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectOutput(Redirect.to(output.toFile()))
              .redirectError(Redirect.to(log.toFile()));
      builder.environment().putAll(disk.environment(records));
      Process child = builder.start();
      try {
        if (!child.waitFor(LONG_SECONDS, TimeUnit.SECONDS)) {
          throw new IllegalStateException(main.getSimpleName() + " does not end");
        }
      } finally {
        child.destroyForcibly();
      }
      List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
      if (child.exitValue() != 0) {
        throw new IllegalStateException(
            main.getSimpleName() + " failed: " + lines + "\n" + Files.readString(log));
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("The drill was interrupted", e);
    }
  }

  /** For the child: ends it when its parent is gone. */
  static void endWithParent() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {}
              } catch (IOException closed) {
                // The parent is gone.
              }
              Runtime.getRuntime().halt(1);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }
}
