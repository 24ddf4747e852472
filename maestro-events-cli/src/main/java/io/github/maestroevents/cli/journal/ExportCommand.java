package io.github.maestroevents.cli.journal;

import io.github.maestroevents.cli.console.Console;
import io.github.maestroevents.cli.console.ExitCodes;
import io.github.maestroevents.cli.console.Figures;
import io.github.maestroevents.cli.console.LineOutput;
import io.github.maestroevents.cli.console.Progress;
import io.github.maestroevents.cli.select.SelectionOptions;
import io.github.maestroevents.cli.text.EventJson;
import io.github.maestroevents.cli.text.EventLine;
import io.github.maestroevents.cli.text.NewFile;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.journal.inspect.EventSelection;
import io.github.maestroevents.journal.inspect.JournalRow;
import io.github.maestroevents.journal.inspect.JournalView;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** All of each event as a line of JSON. */
@Command(
    name = "export",
    description = "All of each event, payload included, as lines of JSON that import reads.")
public final class ExportCommand implements Callable<Integer> {

  private final Console console;

  @ArgGroup(validate = false, heading = PlaceOptions.HEADING)
  private PlaceOptions place = new PlaceOptions();

  @ArgGroup(validate = false, heading = SelectionOptions.HEADING)
  private SelectionOptions selection = new SelectionOptions();

  @Option(
      names = {"-o", "--file"},
      paramLabel = "FILE",
      description = "Where to: a new file, readable by its owner alone. Else the output.")
  private @Nullable Path file;

  @Option(
      names = "--force",
      description = "Replace a file that is there, once the new one is whole. It keeps its mode.")
  private boolean force;

  private long exported;

  public ExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    EventSelection events = selection.inJournal(console.now());
    try (JournalView view = place.place().view()) {
      if (file == null) {
        return export(view, events, console.out());
      }
      try (NewFile target = NewFile.open(file, force)) {
        int exit = export(view, events, target.out());
        target.finish();
        console.tell(Figures.events(exported) + " exported to " + file);
        return exit;
      }
    }
  }

  private int export(JournalView view, EventSelection events, LineOutput out) {
    Progress progress = console.progress("exported", view.count(events));
    long damaged = 0;
    for (String node : view.nodes()) {
      List<JournalRow> rows = view.next(node, 0, events);
      while (!rows.isEmpty()) {
        for (JournalRow row : rows) {
          JournalEntry entry = row.entry();
          if (entry == null) {
            damaged++;
            console.tell("Left out: " + EventLine.of(row));
          } else {
            out.line(EventJson.write(node, entry));
            exported++;
          }
        }
        out.flush(); // a pipe that nobody reads any more is noticed
        progress.add(rows.size());
        rows = view.next(node, rows.get(rows.size() - 1).sequence(), events);
      }
    }
    return ExitCodes.of(damaged == 0);
  }
}
