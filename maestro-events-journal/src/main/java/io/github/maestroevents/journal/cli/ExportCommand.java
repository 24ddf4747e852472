package io.github.maestroevents.journal.cli;

import io.github.maestroevents.journal.internal.owner.OwnerOnly;
import io.github.maestroevents.journal.internal.row.DamagedRowException;
import io.github.maestroevents.journal.internal.row.StoredEvent;
import io.github.maestroevents.journal.internal.view.Arguments;
import io.github.maestroevents.journal.internal.view.EventText;
import io.github.maestroevents.journal.internal.view.JournalView;
import io.github.maestroevents.journal.internal.view.Place;
import io.github.maestroevents.journal.internal.view.RefusedException;
import io.github.maestroevents.journal.internal.view.Selection;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All of each event as a line of JSON. */
final class ExportCommand implements Command {

  @Override
  public String name() {
    return "export";
  }

  @Override
  public String summary() {
    return "all of each event, payload included, as lines of JSON";
  }

  @Override
  public String help() {
    return Selection.HELP
        + "  --file FILE        where to, readable by its owner alone; else the output\n";
  }

  @Override
  public Set<String> options() {
    Set<String> options = new HashSet<>(Selection.OPTIONS);
    options.add("file");
    return options;
  }

  @Override
  public int run(Arguments arguments, Console console) throws SQLException {
    Selection selection = Selection.of(arguments);
    Optional<String> file = arguments.get("file");
    try (JournalView view = Place.of(arguments).view()) {
      if (file.isEmpty()) {
        return export(view, selection, console.out(), console);
      }
      try (PrintStream out = open(Path.of(file.get()))) {
        int exit = export(view, selection, out, console);
        if (out.checkError()) {
          throw new RefusedException("Cannot write all of " + file.get() + ": is the disk full?");
        }
        return exit;
      }
    }
  }

  private static PrintStream open(Path file) {
    try {
      OwnerOnly.createFile(file);
      return new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new RefusedException("Cannot write to " + file + ": " + e.getMessage(), e);
    }
  }

  private static int export(JournalView view, Selection selection, PrintStream out, Console console)
      throws SQLException {
    Console.Progress progress = console.progress("exported", view.count(selection));
    long damaged = 0;
    for (String node : view.nodes()) {
      List<StoredEvent> rows = view.next(node, 0, selection);
      while (!rows.isEmpty()) {
        for (StoredEvent row : rows) {
          try {
            out.print(EventText.json(node, row.entry()) + "\n");
          } catch (DamagedRowException e) {
            damaged++;
            console.err().println("Left out: " + EventText.line(node, row));
          }
        }
        progress.add(rows.size());
        rows = view.next(node, rows.get(rows.size() - 1).sequence(), selection);
      }
    }
    return damaged == 0 ? ExitCodes.DONE : ExitCodes.INCOMPLETE;
  }
}
