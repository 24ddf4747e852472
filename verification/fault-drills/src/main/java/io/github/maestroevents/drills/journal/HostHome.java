package io.github.maestroevents.drills.journal;

import io.github.maestroevents.drills.TemporaryDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The directory of a drill's hosts; removed with all it holds. */
final class HostHome implements AutoCloseable {

  private final TemporaryDirectory directory;

  private HostHome(TemporaryDirectory directory) {
    this.directory = directory;
  }

  static HostHome create() {
    return new HostHome(TemporaryDirectory.create());
  }

  Path path() {
    return directory.path();
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
    directory.close();
  }
}
