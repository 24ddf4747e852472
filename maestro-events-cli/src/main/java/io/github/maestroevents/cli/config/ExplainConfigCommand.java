package io.github.maestroevents.cli.config;

import io.github.maestroevents.cli.console.Console;
import io.github.maestroevents.cli.console.ExitCodes;
import io.github.maestroevents.config.ConfigurationReport;
import io.github.maestroevents.config.EffectiveValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Every setting in force, and where it stands. */
@Command(
    name = "explain",
    description =
        "Every setting in force: its value, and where it stands or that it is the default.")
public final class ExplainConfigCommand implements Callable<Integer> {

  private static final String PREFIX = "maestro.events.";
  private static final String DESTINATIONS = PREFIX + "destinations.";

  /** A longer value pushes its origin to the right. */
  private static final int WIDEST_VALUE = 40;

  private static final String DEFAULT = "default";

  private final Console console;

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();

  @Option(names = "--written", description = "Only what is written somewhere; no defaults.")
  private boolean written;

  public ExplainConfigCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ConfigurationReport report = configuration.builder().check();
    Map<String, List<EffectiveValue>> groups = new LinkedHashMap<>();
    for (EffectiveValue value : report.values()) {
      if (!written || !value.origin().equals(DEFAULT)) {
        groups.computeIfAbsent(group(value.key()), any -> new ArrayList<>()).add(value);
      }
    }
    groups.forEach(this::print);
    if (report.values().isEmpty() && report.mistakes().isEmpty()) { // everything is disabled
      console.say(report.description());
    }
    return report.mistakes().isEmpty()
        ? ExitCodes.DONE
        : configuration.tell(report.mistakes(), console);
  }

  /** What stands before the names of its settings. */
  private static String group(String key) {
    if (!key.startsWith(DESTINATIONS)) {
      return key.startsWith(PREFIX) ? PREFIX : "";
    }
    int end = key.indexOf('.', DESTINATIONS.length());
    return end < 0 ? DESTINATIONS : key.substring(0, end + 1);
  }

  /** What is written stands before what is the default. */
  private void print(String group, List<EffectiveValue> unsorted) {
    List<EffectiveValue> values = new ArrayList<>(unsorted);
    values.sort(Comparator.comparing(value -> value.origin().equals(DEFAULT)));
    int name = 0;
    int value = 0;
    for (EffectiveValue one : values) {
      name = Math.max(name, one.key().length() - group.length());
      value = Math.max(value, Math.min(WIDEST_VALUE, one.shown().length()));
    }
    console.say(group.substring(0, Math.max(0, group.length() - 1)));
    for (EffectiveValue one : values) {
      console.say(
          "  "
              + padded(one.key().substring(group.length()), name)
              + "  "
              + padded(one.shown(), value)
              + "  "
              + one.origin());
    }
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
