package io.github.maestroevents.config.internal.plan;

import io.github.maestroevents.config.internal.catalog.CommonSettings;
import io.github.maestroevents.config.internal.mistake.Mistakes;
import io.github.maestroevents.config.internal.mistake.NearestName;
import io.github.maestroevents.config.internal.source.Entry;
import io.github.maestroevents.spi.provider.Setting;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What destinations are to each other: none may take the place of another. */
final class Neighbours {

  private static final String KEY = "maestro.events.destinations";

  private static final int MOST_NAMES = 10;

  private final Plan plan;
  private final Sections sections;
  private final Optional<Path> configuration;
  private final Mistakes mistakes;

  /**
   * @param configuration the file that all this stands in, if there is one
   */
  Neighbours(Plan plan, Sections sections, Optional<Path> configuration, Mistakes mistakes) {
    this.plan = plan;
    this.sections = sections;
    this.configuration = configuration;
    this.mistakes = mistakes;
  }

  /**
   * @param isWhole whether every destination that was written has a type that is known
   */
  void check(boolean isWhole) {
    deadLetters();
    places();
    if (sections.destinations().isEmpty() && mistakes.isEmpty()) {
      mistakes.add(
          KEY,
          "settings",
          "there is no destination",
          "write maestro.events.destinations.<name>.type=…, or maestro.events.enabled=false");
    } else if (isWhole
        && !plan.destinations().isEmpty()
        && plan.forEvents().stream().noneMatch(DestinationPlan::isRequired)) {
      DestinationPlan first = plan.destinations().get(0);
      Entry entry = first.entry(CommonSettings.REQUIRED.name()).orElse(first.typeEntry());
      mistakes.add(
          entry.key(),
          entry.origin(),
          plan.forEvents().isEmpty()
              ? "every destination takes dead letters of another, and none takes events"
              : "no destination is required, so nobody would hear of an event that all refuse",
          plan.forEvents().isEmpty() ? "" : "leave required=false out of one of them");
    }
  }

  private void deadLetters() {
    for (DestinationPlan from : plan.destinations()) {
      from.deadLetters().destination().ifPresent(to -> deadLetters(from, to));
    }
    Set<String> told = new HashSet<>();
    for (DestinationPlan start : plan.destinations()) {
      Set<String> path = new HashSet<>();
      Optional<DestinationPlan> next = Optional.of(start);
      while (next.isPresent() && path.add(next.get().name())) {
        next = next.get().deadLetters().destination().flatMap(plan::destination);
      }
      if (next.isPresent() && told.add(next.get().name())) {
        told.addAll(path);
        tell(
            next.get(),
            CommonSettings.DEAD_LETTERS,
            next.get().deadLetters().destination().equals(Optional.of(next.get().name()))
                ? "a destination cannot take its own dead letters"
                : "dead letters would go round in a circle",
            "let one of them end at log or file:/path");
        next.get().deadLetters(DeadLetterTarget.LOG); // so that whoever follows comes to an end
      }
    }
  }

  private void deadLetters(DestinationPlan from, String to) {
    Optional<DestinationPlan> target = plan.destination(to);
    if (target.isPresent()) {
      if (target.get() != from) {
        target.get().takesDeadLetters();
      }
      return;
    }
    from.deadLetters(DeadLetterTarget.LOG); // what is no destination may be anything
    if (!sections.destinations().containsKey(to)) {
      tell(
          from,
          CommonSettings.DEAD_LETTERS,
          "there is no such destination",
          NearestName.of(to, sections.destinations().keySet())
              .map(name -> "did you mean destination:" + name + "?")
              .orElse("destinations: " + names()));
    }
  }

  /** A few of them: they are told beside each mistake. */
  private String names() {
    Set<String> all = sections.destinations().keySet();
    String some = all.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    return all.size() <= MOST_NAMES ? some : some + " and " + (all.size() - MOST_NAMES) + " more";
  }

  private void places() {
    Map<Path, DestinationPlan> journals = new HashMap<>();
    Map<Path, DestinationPlan> files = new HashMap<>();
    for (DestinationPlan destination : plan.destinations()) {
      destination
          .journal()
          .map(JournalPlan::place)
          .filter(Place::isFile)
          .flatMap(Place::path)
          .ifPresent(
              path ->
                  claim(
                      journals,
                      path,
                      destination,
                      CommonSettings.JOURNAL,
                      "has its journal there"));
      destination
          .deadLetters()
          .file()
          .ifPresent(
              path ->
                  claim(
                      files,
                      path,
                      destination,
                      CommonSettings.DEAD_LETTERS,
                      "writes its dead letters there"));
    }
    lettersElsewhere(journals, files);
  }

  private void lettersElsewhere(
      Map<Path, DestinationPlan> journals, Map<Path, DestinationPlan> files) {
    files.forEach(
        (file, destination) -> {
          notInAJournal(file, destination, journals);
          notWhereAnotherRotates(file, destination, files);
          if (configuration.map(Place::identity).filter(file::equals).isPresent()) {
            tell(
                destination,
                CommonSettings.DEAD_LETTERS,
                "this configuration is that file",
                "name another");
          }
        });
  }

  private void notInAJournal(
      Path file, DestinationPlan destination, Map<Path, DestinationPlan> journals) {
    journals.forEach(
        (directory, owner) -> {
          if (file.startsWith(directory)) {
            tell(
                destination,
                CommonSettings.DEAD_LETTERS,
                "the journal of " + owner.name() + " is there, and writes files of any name",
                "name a file that is in no journal's directory");
          }
        });
  }

  /** A file that is full takes the next name with a number. */
  private void notWhereAnotherRotates(
      Path file, DestinationPlan destination, Map<Path, DestinationPlan> files) {
    Place.rotatedFrom(file)
        .flatMap(full -> Optional.ofNullable(files.get(full)))
        .ifPresent(
            other ->
                tell(
                    destination,
                    CommonSettings.DEAD_LETTERS,
                    "the dead letters of "
                        + other.name()
                        + " come to this file when theirs is full",
                    "choose a name that does not end in a number"));
  }

  private void claim(
      Map<Path, DestinationPlan> claimed,
      Path path,
      DestinationPlan destination,
      Setting setting,
      String use) {
    DestinationPlan other = claimed.putIfAbsent(Place.identity(path), destination);
    if (other != null) {
      tell(
          destination,
          setting,
          "the destination " + other.name() + " " + use,
          "give each destination a place of its own");
    }
  }

  private void tell(DestinationPlan plan, Setting setting, String problem, String remedy) {
    Entry entry = plan.entry(setting.name()).orElse(plan.typeEntry());
    mistakes.add(entry.key(), entry.origin(), problem, remedy);
    plan.spoil(setting.name());
  }
}
