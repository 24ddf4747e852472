package io.github.maestroevents.observability;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Prometheus' own tool, where it is installed. */
final class Promtool {

  /** What it answered. */
  record Answer(int exitStatus, String output) {}

  private Promtool() {}

  /** Skips the test, visibly, where Prometheus is not installed. */
  static void assumeInstalled() {
    assumeTrue(
        found("promtool").isPresent() && found("prometheus").isPresent(),
        "Prometheus and promtool are not installed (Debian: apt-get install prometheus)");
  }

  /** Where a program of Prometheus is. */
  static Path program(String name) {
    return found(name).orElseThrow(() -> new IllegalStateException(name + " is not installed"));
  }

  private static Optional<Path> found(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Answer run(String... arguments) throws IOException, InterruptedException {
    Path output = Files.createTempFile("promtool", ".out");
    try {
      Process process =
          new ProcessBuilder(
                  Stream.concat(Stream.of(program("promtool").toString()), Stream.of(arguments))
                      .toList())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      try {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
          throw new AssertionError("promtool does not end: " + List.of(arguments));
        }
      } finally {
        process.destroyForcibly();
      }
      return new Answer(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      Files.delete(output);
    }
  }
}
