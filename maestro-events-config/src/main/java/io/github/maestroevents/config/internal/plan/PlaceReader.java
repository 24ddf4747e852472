package io.github.maestroevents.config.internal.plan;

import io.github.maestroevents.config.internal.catalog.Artifacts;
import io.github.maestroevents.config.internal.catalog.CommonSettings;
import io.github.maestroevents.config.internal.catalog.ForeignText;
import io.github.maestroevents.config.internal.catalog.Providers;
import io.github.maestroevents.config.internal.mistake.BadValueException;
import io.github.maestroevents.config.internal.mistake.Mistakes;
import io.github.maestroevents.config.internal.mistake.NearestName;
import io.github.maestroevents.config.internal.source.Entry;
import io.github.maestroevents.spi.WithheldText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads where a destination keeps what it cannot deliver: its journal, its dead letters. */
final class PlaceReader {

  private static final String NONE = "none";

  private final Providers providers;
  private final Mistakes mistakes;
  private final Set<String> types = new HashSet<>();
  private boolean isAnyUnknown;

  PlaceReader(Providers providers, Mistakes mistakes) {
    this.providers = providers;
    this.mistakes = mistakes;
  }

  void read(DestinationPlan plan) {
    plan.entry(CommonSettings.JOURNAL.name())
        .ifPresent(
            entry -> {
              try {
                plan.journal(journal(plan, entry).orElse(null));
              } catch (BadValueException e) {
                tell(plan, CommonSettings.JOURNAL.name(), entry, e);
              }
            });
    plan.entry(CommonSettings.DEAD_LETTERS.name())
        .ifPresent(
            entry -> {
              try {
                plan.deadLetters(
                    DeadLetterTarget.of(
                        entry.value().strip(),
                        plan.own(CommonSettings.DEAD_LETTERS).isEmpty(),
                        plan.name()));
              } catch (BadValueException e) {
                tell(plan, CommonSettings.DEAD_LETTERS.name(), entry, e);
              }
            });
  }

  private Optional<JournalPlan> journal(DestinationPlan plan, Entry entry)
      throws BadValueException {
    String text = entry.value().strip();
    if (text.equalsIgnoreCase(NONE)) {
      return Optional.empty();
    }
    boolean isOwn = plan.own(CommonSettings.JOURNAL).isPresent();
    if (Place.isFile(text) && Place.path(text).isEmpty()) {
      throw new BadValueException("must have the path of a directory behind file:");
    }
    if (Place.isFile(text)) {
      Place.requireWhole(text);
    }
    String place = Place.isFile(text) && !isOwn ? Place.below(text, plan.name()) : text;
    List<String> forms = new ArrayList<>(List.of(NONE));
    for (Providers.Journals type : providers.journals().values()) {
      forms.addAll(type.forms());
      if (takes(type, place)) {
        types.add(type.type());
        return Optional.of(new JournalPlan(type, place));
      }
    }
    isAnyUnknown = true;
    Optional<String> artifact = Artifacts.ofJournal(text);
    if (artifact.isPresent()) {
      throw new BadValueException(
          "no provider for such a journal on the class path", "add " + artifact.get());
    }
    throw new BadValueException(
        "must be " + String.join(", ", forms) + ", but is " + WithheldText.shape(text),
        NearestName.of(text, List.of(NONE, "datasource"))
            .map(word -> "did you mean " + word + "?")
            .orElse(""));
  }

  private static boolean takes(Providers.Journals type, String place) throws BadValueException {
    try {
      return type.provider().takes(place);
    } catch (Throwable thrown) { // anybody's code, which may lack classes: no Error may leave
      ForeignText.rethrowFatal(thrown);
      throw new BadValueException(
          "the provider of " + type.type() + " journals fails: " + ForeignText.of(thrown),
          ForeignText.remedy(thrown));
    }
  }

  /**
   * Whether journals of this type are needed, or, of an unknown type, may be; asked when all
   * destinations have been read.
   */
  boolean needs(String type) {
    return isAnyUnknown || types.contains(type);
  }

  private void tell(DestinationPlan plan, String setting, Entry entry, BadValueException e) {
    mistakes.add(entry.key(), entry.origin(), e.problem(), e.remedy());
    plan.spoil(setting);
  }
}
