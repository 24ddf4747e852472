package io.github.maestroevents.cli.delivery;

import io.github.maestroevents.cli.console.RefusedException;
import io.github.maestroevents.cli.text.LineFile;
import io.github.maestroevents.config.MaestroEvents;
import io.github.maestroevents.config.MaestroEventsBuilder;
import java.nio.file.Path;
import java.util.List;

/**
 * A configuration as a host would read it: the file, and over it the variables of the environment.
 * What only the host has, such as a data source, counts as given.
 */
public final class ConfigurationFile {

  private ConfigurationFile() {}

  /**
   * Opens nothing.
   *
   * @param loader sees the adapters
   * @throws RefusedException if the file is not there or cannot be read
   */
  public static MaestroEventsBuilder read(Path file, ClassLoader loader) {
    LineFile.requireReadable(List.of(file));
    return MaestroEvents.builder()
        .file(file)
        .environment(System.getenv())
        .classLoader(loader)
        .hostObjectsAsGiven();
  }
}
