package io.github.maestroevents.config.internal.plan;

import io.github.maestroevents.config.internal.catalog.CommonSettings;
import io.github.maestroevents.config.internal.catalog.ForeignText;
import io.github.maestroevents.config.internal.mistake.Mistakes;
import io.github.maestroevents.config.internal.source.Entry;
import io.github.maestroevents.spi.LogText;
import java.util.Map;

/** What providers say of the settings of one destination, before they make anything. */
final class ProviderJudgement {

  private final DestinationPlan plan;
  private final Mistakes mistakes;

  ProviderJudgement(DestinationPlan plan, Mistakes mistakes) {
    this.plan = plan;
    this.mistakes = mistakes;
  }

  /** Of a value that is wrong alone, which has been told, nothing else is. */
  void check() {
    publishers();
    plan.journal()
        .filter(journal -> !plan.isSpoiltBelow(journal.type().type()))
        .ifPresent(this::journal);
  }

  private void publishers() {
    boolean lacksSome =
        plan.publishers().settings().stream().anyMatch(setting -> plan.isSpoilt(setting.name()));
    try {
      Map<String, String> found = plan.publishers().provider().mistakes(plan.values());
      found.forEach(
          (setting, problem) -> {
            if (!plan.isSpoilt(setting)) {
              tell(setting, problem);
            }
          });
    } catch (Throwable thrown) { // anybody's code, which may lack classes: no Error may leave
      ForeignText.rethrowFatal(thrown);
      if (lacksSome) {
        return; // what it lacks has been told
      }
      if (thrown.getClass()
          == IllegalArgumentException.class) { // as of create, in words for people
        tell(CommonSettings.TYPE.name(), ForeignText.of(thrown));
        return;
      }
      mistakes.add(
          plan.typeEntry().key(),
          plan.typeEntry().origin(),
          "the provider of this type fails: " + ForeignText.of(thrown),
          ForeignText.remedy(thrown));
    }
  }

  private void tell(String setting, String problem) {
    Entry entry = plan.entry(setting).orElse(plan.typeEntry());
    boolean isWritten =
        plan.entry(setting).isPresent() || setting.equals(CommonSettings.TYPE.name());
    mistakes.add(
        isWritten
            ? entry.key()
            : Entry.PREFIX + "destinations." + plan.name() + "." + LogText.id(setting),
        entry.origin(),
        LogText.oneLine(problem));
  }

  private void journal(JournalPlan journal) {
    Entry entry = plan.entry(CommonSettings.JOURNAL.name()).orElse(plan.typeEntry());
    try {
      journal.type().provider().check(journal.place(), plan.values());
    } catch (Throwable thrown) { // anybody's code, which may lack classes: no Error may leave
      ForeignText.rethrowFatal(thrown);
      mistakes.add(entry.key(), entry.origin(), ForeignText.of(thrown), ForeignText.remedy(thrown));
    }
  }
}
