package io.github.maestroevents.cli.config;

import io.github.maestroevents.cli.console.Console;
import io.github.maestroevents.cli.console.ExitCodes;
import io.github.maestroevents.cli.delivery.ConfigurationFile;
import io.github.maestroevents.cli.delivery.Libraries;
import io.github.maestroevents.config.ConfigurationMistake;
import io.github.maestroevents.config.MaestroEventsBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which configuration a command is about, and where its adapters are. */
public final class ConfigurationOptions {

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description =
          "A file of properties, as the host reads it. Variables MAESTRO_EVENTS_… of the environment"
              + " go over it, as there.")
  private Path file = Path.of("");

  @Option(
      names = "--lib",
      paramLabel = "PATH",
      description =
          "A jar, or a directory of jars: adapters, such as maestro-events-kafka, and what they need;"
              + " may be repeated.")
  private List<Path> libraries = new ArrayList<>();

  /** How a remedy begins that names an artifact. */
  private static final String ADD = "add ";

  Path file() {
    return file;
  }

  MaestroEventsBuilder builder() {
    return ConfigurationFile.read(file, Libraries.loader(libraries));
  }

  /** Tells of mistakes, each on a line. The exit code that they lead to. */
  int tell(List<ConfigurationMistake> mistakes, Console console) {
    mistakes.forEach(mistake -> console.say(mistake.toString()));
    console.tell(
        mistakes.size()
            + (mistakes.size() == 1 ? " mistake" : " mistakes")
            + "; a host that opens this configuration does not start");
    boolean isJarMissing =
        mistakes.stream()
            .map(ConfigurationMistake::remedy)
            .anyMatch(remedy -> remedy != null && remedy.startsWith(ADD));
    if (isJarMissing) {
      console.tell("For this command, jars are named with --lib");
    }
    return ExitCodes.INCOMPLETE;
  }
}
