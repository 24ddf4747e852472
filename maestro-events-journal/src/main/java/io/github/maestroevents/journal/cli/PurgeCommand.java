package io.github.maestroevents.journal.cli;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.journal.internal.row.StoredEvent;
import io.github.maestroevents.journal.internal.view.Arguments;
import io.github.maestroevents.journal.internal.view.JournalView;
import io.github.maestroevents.journal.internal.view.Place;
import io.github.maestroevents.journal.internal.view.Selection;
import io.github.maestroevents.journal.internal.view.UsageException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Deletes events that nobody wants any more. */
final class PurgeCommand implements Command {

  @Override
  public String name() {
    return "purge";
  }

  @Override
  public String summary() {
    return "deletes events for good; without --yes it tells how many";
  }

  @Override
  public String help() {
    return Selection.HELP
        + """
          --all              everything, if nothing is selected
          --yes              really
        """;
  }

  @Override
  public Set<String> options() {
    return Selection.OPTIONS;
  }

  @Override
  public Set<String> flags() {
    return Set.of("all", "yes");
  }

  @Override
  public int run(Arguments arguments, Console console) throws SQLException {
    Selection selection = Selection.of(arguments);
    if (selection.isEverything() && !arguments.has("all")) {
      throw new UsageException("Say which events, or --all");
    }
    Place place = Place.of(arguments);
    if (!arguments.has("yes")) {
      try (JournalView view = place.view()) {
        console.out().println(view.count(selection) + " events would be deleted; --yes does it");
      }
      return ExitCodes.DONE;
    }
    try (EventJournal journal = place.journal();
        JournalView view = place.view()) {
      console.out().println(purge(journal, view, selection, console) + " events deleted");
    }
    return ExitCodes.DONE;
  }

  private static long purge(
      EventJournal journal, JournalView view, Selection selection, Console console)
      throws SQLException {
    Console.Progress progress = console.progress("deleted", view.count(selection));
    long deleted = 0;
    for (String node : view.nodes()) {
      List<StoredEvent> rows = view.next(node, 0, selection);
      while (!rows.isEmpty()) {
        journal.acknowledge(rows.stream().mapToLong(StoredEvent::sequence).toArray());
        deleted += rows.size();
        progress.add(rows.size());
        rows = view.next(node, rows.get(rows.size() - 1).sequence(), selection);
      }
    }
    return deleted;
  }
}
