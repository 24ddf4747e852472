package io.github.maestroevents.journal.cli;

import io.github.maestroevents.journal.internal.row.StoredEvent;
import io.github.maestroevents.journal.internal.view.Arguments;
import io.github.maestroevents.journal.internal.view.EventText;
import io.github.maestroevents.journal.internal.view.JournalView;
import io.github.maestroevents.journal.internal.view.Place;
import io.github.maestroevents.journal.internal.view.Selection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A line for each event, without its payload. */
final class ListCommand implements Command {

  private static final long DEFAULT_LIMIT = 100;

  @Override
  public String name() {
    return "list";
  }

  @Override
  public String summary() {
    return "a line for each event, the oldest first, without payloads";
  }

  @Override
  public String help() {
    return Selection.HELP + "  --limit NUMBER     at most so many; 100 unless given\n";
  }

  @Override
  public Set<String> options() {
    Set<String> options = new HashSet<>(Selection.OPTIONS);
    options.add("limit");
    return options;
  }

  @Override
  public int run(Arguments arguments, Console console) throws SQLException {
    Selection selection = Selection.of(arguments);
    long limit = arguments.number("limit", DEFAULT_LIMIT);
    long shown = 0;
    try (JournalView view = Place.of(arguments).view()) {
      for (String node : view.nodes()) {
        List<StoredEvent> rows = view.next(node, 0, selection);
        while (!rows.isEmpty() && shown < limit) {
          for (StoredEvent row : rows) {
            if (shown++ < limit) {
              console.out().println(EventText.line(node, row));
            }
          }
          rows = view.next(node, rows.get(rows.size() - 1).sequence(), selection);
        }
      }
      long all = view.count(selection);
      if (all > limit) {
        console.err().println(limit + " of " + all + " events; --limit shows more");
      }
    }
    return ExitCodes.DONE;
  }
}
