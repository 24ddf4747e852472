package io.github.maestroevents.drills.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The directory of a drill's hosts; removed with all it holds. */
final class HostHome implements AutoCloseable {

  private final Path path;

  private HostHome(Path path) {
    this.path = path;
  }

  static HostHome create() {
    try {
      return new HostHome(Files.createTempDirectory("maestro-events-journal-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path path() {
    return path;
  }

  /** Takes the sink of a host down, or lets it come back. */
  static void sinkIsDown(HostPlan plan, boolean isDown) {
    try {
      if (isDown && !Files.exists(plan.sinkIsDown())) {
        Files.createDirectories(plan.home());
        Files.createFile(plan.sinkIsDown());
      } else if (!isDown) {
        Files.deleteIfExists(plan.sinkIsDown());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(path)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + path, e);
    }
  }
}
