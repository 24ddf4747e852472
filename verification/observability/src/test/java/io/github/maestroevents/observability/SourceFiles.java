package io.github.maestroevents.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this repository. */
final class SourceFiles {

  private static final Path ROOT = Path.of("..", "..");
  static final Path PROMETHEUS = ROOT.resolve("observability/prometheus");
  static final Path RECORDING_RULES = PROMETHEUS.resolve("recording-rules.yml");
  static final Path ALERTS = PROMETHEUS.resolve("alerts.yml");

  private SourceFiles() {}

  static Path of(String file) {
    return ROOT.resolve(file);
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> promtoolTests() {
    try (Stream<Path> files = Files.list(PROMETHEUS.resolve("tests"))) {
      return files.filter(file -> file.toString().endsWith(".yml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
