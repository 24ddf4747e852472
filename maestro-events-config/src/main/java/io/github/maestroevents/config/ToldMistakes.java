package io.github.maestroevents.config;

import io.github.maestroevents.config.internal.mistake.Mistake;
import io.github.maestroevents.config.internal.opening.NotOpenedException;
import io.github.maestroevents.config.internal.plan.DestinationPlan;
import io.github.maestroevents.config.internal.plan.Plan;
import io.github.maestroevents.config.internal.source.Entry;
import java.util.List;
import java.util.stream.Collectors;

/** What was found to be wrong, as hosts are told of it. */
final class ToldMistakes {

  private ToldMistakes() {}

  static List<ConfigurationMistake> of(List<Mistake> mistakes) {
    return mistakes.stream().map(ToldMistakes::of).toList();
  }

  private static ConfigurationMistake of(Mistake mistake) {
    return new ConfigurationMistake(
        mistake.key(),
        mistake.origin(),
        mistake.problem(),
        mistake.remedy().isEmpty() ? null : mistake.remedy());
  }

  static ConfigurationException exception(NotOpenedException e) {
    ConfigurationException told = new ConfigurationException(of(e.mistakes()), e.getCause());
    for (Throwable suppressed : e.getSuppressed()) {
      told.addSuppressed(suppressed);
    }
    return told;
  }

  static ConfigurationException notThere(String destination, Plan plan) {
    String key = Entry.PREFIX + "destinations." + destination;
    return new ConfigurationException(
        List.of(
            plan.disabledBy()
                .map(
                    by ->
                        new ConfigurationMistake(
                            key, by, "everything is disabled by maestro.events.enabled", null))
                .orElseGet(
                    () ->
                        new ConfigurationMistake(
                            key,
                            "settings",
                            "there is no such destination",
                            "destinations: "
                                + plan.destinations().stream()
                                    .map(DestinationPlan::name)
                                    .collect(Collectors.joining(", "))))));
  }
}
