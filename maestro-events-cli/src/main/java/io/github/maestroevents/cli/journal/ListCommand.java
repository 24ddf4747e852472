package io.github.maestroevents.cli.journal;

import io.github.maestroevents.cli.console.Console;
import io.github.maestroevents.cli.console.ExitCodes;
import io.github.maestroevents.cli.console.Figures;
import io.github.maestroevents.cli.console.UsageException;
import io.github.maestroevents.cli.select.SelectionOptions;
import io.github.maestroevents.journal.inspect.EventGlance;
import io.github.maestroevents.journal.inspect.EventSelection;
import io.github.maestroevents.journal.inspect.JournalView;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A line for each event, without its payload. */
@Command(name = "list", description = "A line for each event, the oldest first, without payloads.")
public final class ListCommand implements Callable<Integer> {

  private static final long DEFAULT_LIMIT = 100;

  private final Console console;

  @ArgGroup(validate = false, heading = PlaceOptions.HEADING)
  private PlaceOptions place = new PlaceOptions();

  @ArgGroup(validate = false, heading = SelectionOptions.HEADING)
  private SelectionOptions selection = new SelectionOptions();

  @Option(
      names = "--limit",
      paramLabel = "NUMBER",
      description = "At most so many; " + DEFAULT_LIMIT + " unless given.")
  private long limit = DEFAULT_LIMIT;

  public ListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new UsageException("--limit must be at least 1, but is " + limit);
    }
    EventSelection events = selection.inJournal(console.now());
    long shown = 0;
    try (JournalView view = place.place().view()) {
      for (String node : view.nodes()) {
        List<EventGlance> rows = view.glance(node, 0, events);
        while (!rows.isEmpty() && shown < limit) {
          for (EventGlance row : rows) {
            if (shown < limit) {
              shown++;
              console.say(row.toString());
            }
          }
          console.out().flush();
          rows = view.glance(node, rows.get(rows.size() - 1).sequence(), events);
        }
      }
      long all = view.count(events);
      if (all > limit) {
        console.tell(Figures.count(limit) + " of " + Figures.events(all) + "; --limit shows more");
      }
    }
    return ExitCodes.DONE;
  }
}
