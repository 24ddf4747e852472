package io.github.maestroevents.cli.config;

import io.github.maestroevents.cli.console.Console;
import io.github.maestroevents.cli.console.ExitCodes;
import io.github.maestroevents.config.ConfigurationReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** All mistakes of a configuration. */
@Command(
    name = "check",
    description = "All mistakes at once, or what a host would open. Opens nothing.")
public final class CheckCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();

  public CheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ConfigurationReport report = configuration.builder().check();
    if (!report.mistakes().isEmpty()) {
      return configuration.tell(report.mistakes(), console);
    }
    report.description().lines().forEach(console::say);
    if (report.values().isEmpty()) { // everything is disabled
      return ExitCodes.DONE;
    }
    console.say(
        "No mistakes. Nothing was opened: that a destination answers, and that a journal's");
    console.say("disk or database can be written to, only a host that starts shows");
    return ExitCodes.DONE;
  }
}
