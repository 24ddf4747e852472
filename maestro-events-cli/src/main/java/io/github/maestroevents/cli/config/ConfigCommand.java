package io.github.maestroevents.cli.config;

import io.github.maestroevents.cli.console.UsageException;
import picocli.CommandLine.Command;

/** What can be done with a configuration. */
@Command(
    name = "config",
    description = "A configuration of maestro.events: checked, explained, and tried out.")
public final class ConfigCommand implements Runnable {

  @Override
  public void run() {
    throw new UsageException("Say what to do with the configuration");
  }
}
