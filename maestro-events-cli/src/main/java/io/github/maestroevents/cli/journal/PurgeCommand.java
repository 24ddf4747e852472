package io.github.maestroevents.cli.journal;

import io.github.maestroevents.cli.console.Console;
import io.github.maestroevents.cli.console.ExitCodes;
import io.github.maestroevents.cli.console.Figures;
import io.github.maestroevents.cli.console.Progress;
import io.github.maestroevents.cli.console.UsageException;
import io.github.maestroevents.cli.select.SelectionOptions;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.journal.inspect.EventGlance;
import io.github.maestroevents.journal.inspect.EventSelection;
import io.github.maestroevents.journal.inspect.JournalPlace;
import io.github.maestroevents.journal.inspect.JournalView;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Deletes events that nobody wants any more. */
@Command(name = "purge", description = "Deletes events for good. Without --yes it tells how many.")
public final class PurgeCommand implements Callable<Integer> {

  private final Console console;

  @ArgGroup(validate = false, heading = PlaceOptions.HEADING)
  private PlaceOptions place = new PlaceOptions();

  @ArgGroup(validate = false, heading = SelectionOptions.HEADING)
  private SelectionOptions selection = new SelectionOptions();

  @Option(names = "--all", description = "Everything, if nothing is selected.")
  private boolean all;

  @Option(names = "--yes", description = "Really.")
  private boolean yes;

  public PurgeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    EventSelection events = selection.inJournal(console.now());
    if (events.isEverything() && !all) {
      throw new UsageException("Say which events, or --all");
    }
    if (!yes) {
      try (JournalView view = place.place().view()) {
        console.say(Figures.events(view.count(events)) + " would be deleted; --yes does it");
      }
      return ExitCodes.DONE;
    }
    JournalPlace from = place.placeToChange();
    try (EventJournal journal = from.open(false);
        JournalView view = from.view()) {
      console.say(Figures.events(purge(journal, view, events)) + " deleted");
    }
    return ExitCodes.DONE;
  }

  private long purge(EventJournal journal, JournalView view, EventSelection events) {
    Progress progress = console.progress("deleted", view.count(events));
    long deleted = 0;
    for (String node : view.nodes()) {
      List<EventGlance> rows = view.glance(node, 0, events);
      while (!rows.isEmpty()) {
        journal.acknowledge(rows.stream().mapToLong(EventGlance::sequence).toArray());
        deleted += rows.size();
        progress.add(rows.size());
        rows = view.glance(node, rows.get(rows.size() - 1).sequence(), events);
      }
    }
    return deleted;
  }
}
