package io.github.maestroevents.config.internal.plan;

import io.github.maestroevents.config.internal.catalog.CommonSettings;
import io.github.maestroevents.config.internal.catalog.Providers;
import io.github.maestroevents.config.internal.catalog.UnusableProvider;
import io.github.maestroevents.config.internal.mistake.BadValueException;
import io.github.maestroevents.config.internal.mistake.Mistakes;
import io.github.maestroevents.config.internal.source.Entry;
import io.github.maestroevents.config.internal.source.Placeholders;
import io.github.maestroevents.config.internal.value.HostObjects;
import io.github.maestroevents.config.internal.value.ValueParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From keys and values to a plan, and to all that is wrong with them. Opens nothing. */
public final class Planner {

  /** Each has threads of its own. */
  private static final int MOST_DESTINATIONS = 100;

  private final Providers providers;
  private final Placeholders placeholders;
  private final HostObjects hostObjects;
  private final Optional<Path> configuration;
  private final Mistakes mistakes;

  /**
   * @param configuration the file that was read, if one was
   */
  public Planner(
      Providers providers,
      Placeholders placeholders,
      HostObjects hostObjects,
      Optional<Path> configuration,
      Mistakes mistakes) {
    this.providers = providers;
    this.placeholders = placeholders;
    this.hostObjects = hostObjects;
    this.configuration = configuration;
    this.mistakes = mistakes;
  }

  /** Where it stands that nothing is to be opened; then nothing else is looked at. */
  public static Optional<String> disabledBy(List<Entry> entries, Placeholders placeholders) {
    return Sections.of(entries, new Mistakes())
        .enabled()
        .filter(entry -> Boolean.FALSE.equals(enabled(entry, placeholders, new Mistakes())))
        .map(Entry::origin);
  }

  public Plan plan(List<Entry> entries) {
    Sections sections = Sections.of(entries, mistakes);
    sections.enabled().ifPresent(entry -> enabled(entry, placeholders, mistakes));
    if (sections.destinations().size() > MOST_DESTINATIONS) {
      mistakes.add(
          "maestro.events.destinations",
          "settings",
          "there are " + sections.destinations().size() + ", and at most " + MOST_DESTINATIONS);
      return Plan.of(List.of(), List.of());
    }
    DestinationReader reader =
        new DestinationReader(sections, providers, placeholders, hostObjects, mistakes);
    List<DestinationPlan> destinations = new ArrayList<>();
    for (String name : sections.destinations().keySet()) {
      reader.read(name).ifPresent(destinations::add);
    }
    reader.checkUnused();
    PlaceReader places = new PlaceReader(providers, mistakes);
    destinations.forEach(places::read);
    Plan plan = Plan.of(destinations, passedOver(reader, places));
    boolean isWhole = destinations.size() == sections.destinations().size();
    new Neighbours(plan, sections, configuration, mistakes).check(isWhole);
    plan.forDeadLetters().forEach(DestinationPlan::forgetDefaultsForEvents);
    for (DestinationPlan destination : destinations) {
      new Contradictions(destination, mistakes).check();
      new ProviderJudgement(destination, mistakes).check();
    }
    return plan;
  }

  /** What of it is needed is a mistake. */
  private List<String> passedOver(DestinationReader reader, PlaceReader places) {
    List<String> passedOver = new ArrayList<>();
    for (UnusableProvider unusable : providers.unusable()) {
      boolean isNeeded =
          unusable.isOfJournals() ? places.needs(unusable.type()) : reader.needs(unusable.type());
      if (isNeeded) {
        mistakes.add(unusable.mistake());
      } else {
        passedOver.add(unusable.passedOver());
      }
    }
    return passedOver;
  }

  private static Boolean enabled(Entry entry, Placeholders placeholders, Mistakes mistakes) {
    try {
      return (Boolean)
          ValueParser.parse(CommonSettings.ENABLED, placeholders.replaceIn(entry).value());
    } catch (BadValueException e) {
      mistakes.add(entry.key(), entry.origin(), e.problem(), e.remedy());
      return true;
    }
  }
}
