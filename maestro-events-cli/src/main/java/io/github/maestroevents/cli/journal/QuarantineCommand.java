package io.github.maestroevents.cli.journal;

import io.github.maestroevents.cli.console.Console;
import io.github.maestroevents.cli.console.ExitCodes;
import io.github.maestroevents.cli.console.Figures;
import io.github.maestroevents.cli.select.SelectionOptions;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.journal.inspect.EventSelection;
import io.github.maestroevents.journal.inspect.JournalPlace;
import io.github.maestroevents.journal.inspect.JournalView;
import io.github.maestroevents.journal.inspect.QuarantinedRow;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What was found damaged: a line each, or with all its bytes; and away with it. */
@Command(
    name = "quarantine",
    description = "What was found damaged, and why. Back into the journal: requeue.")
public final class QuarantineCommand implements Callable<Integer> {

  private final Console console;

  @ArgGroup(validate = false, heading = PlaceOptions.HEADING)
  private PlaceOptions place = new PlaceOptions();

  @ArgGroup(validate = false, heading = SelectionOptions.HEADING)
  private SelectionOptions selection = new SelectionOptions();

  @Option(
      names = "--bytes",
      description = "All that is left of each, as lines of JSON, the payload in base64.")
  private boolean bytes;

  @Option(names = "--purge", description = "Delete it for good; needs --yes.")
  private boolean purge;

  @Option(names = "--yes", description = "Really.")
  private boolean yes;

  public QuarantineCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    EventSelection events = selection.inJournal(console.now());
    JournalPlace journal = place.place();
    if (!purge) {
      try (JournalView view = journal.view()) {
        print(view, events, bytes ? QuarantineJson::write : QuarantineLine::of);
      }
    } else if (!yes) {
      try (JournalView view = journal.view()) {
        console.say(Figures.count(view.quarantined(events)) + " would be deleted; --yes does it");
      }
    } else if (journal.isShared()) { // its hosts never look at the quarantine
      console.say(Figures.count(purge(journal, events)) + " deleted");
    } else {
      purgeAlone(journal, events);
    }
    return ExitCodes.DONE;
  }

  /** Opens the journal as a host does: a damaged log is kept and reported, and no host comes. */
  private void purgeAlone(JournalPlace journal, EventSelection events) {
    EventJournal held = journal.open(false);
    try {
      console.say(Figures.count(purge(journal, events)) + " deleted");
    } finally {
      held.close();
    }
  }

  private void print(
      JournalView view, EventSelection events, Function<QuarantinedRow, String> text) {
    List<QuarantinedRow> rows = view.quarantine(null, events);
    while (!rows.isEmpty()) {
      rows.forEach(row -> console.say(text.apply(row)));
      console.out().flush();
      rows = view.quarantine(rows.get(rows.size() - 1), events);
    }
  }

  private static long purge(JournalPlace journal, EventSelection events) {
    long deleted = 0;
    try (JournalView view = journal.view()) {
      List<QuarantinedRow> rows = view.quarantine(null, events);
      while (!rows.isEmpty()) {
        deleted += journal.deleteFromQuarantine(rows);
        rows = view.quarantine(rows.get(rows.size() - 1), events);
      }
    }
    return deleted;
  }
}
