package io.github.maestroevents.journal.cli;

import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.internal.row.DamagedRowException;
import io.github.maestroevents.journal.internal.row.StoredEvent;
import io.github.maestroevents.journal.internal.view.Arguments;
import io.github.maestroevents.journal.internal.view.EventText;
import io.github.maestroevents.journal.internal.view.JournalView;
import io.github.maestroevents.journal.internal.view.Place;
import io.github.maestroevents.journal.internal.view.Selection;
import io.github.maestroevents.journal.internal.view.UsageException;
import io.github.maestroevents.spi.LogText;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Delivers the journal to another publisher, oldest first; what is delivered leaves it. */
final class ReplayCommand implements Command {

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public String summary() {
    return "delivers events to a publisher, the oldest first; delivered ones leave the journal";
  }

  @Override
  public String help() {
    return Selection.HELP
        + """
          --publisher CLASS  a ReplayPublisherFactory on the class path or in --lib; or
          --to-log           a line for each event on the output
          --lib PATH         a jar, or a directory of jars, for the publisher; may be repeated
          --config FILE      properties for the publisher
          --keep             leave delivered events in the journal
        """;
  }

  @Override
  public Set<String> options() {
    Set<String> options = new HashSet<>(Selection.OPTIONS);
    options.addAll(Set.of("publisher", "lib", "config"));
    return options;
  }

  @Override
  public Set<String> flags() {
    return Set.of("to-log", "keep");
  }

  @Override
  public int run(Arguments arguments, Console console) throws SQLException {
    if (arguments.has("publisher") == arguments.has("to-log")) {
      throw new UsageException("Say where to: either --publisher or --to-log");
    }
    Place place = Place.of(arguments);
    Selection selection = Selection.of(arguments);
    try (EventJournal journal = place.journal();
        JournalView view = place.view();
        ReplayTarget target = ReplayTarget.of(arguments, console)) {
      boolean keep = arguments.has("keep");
      return new Replay(journal, view, target, console, keep).run(selection);
    }
  }

  /** One replay. */
  private static final class Replay {

    private final EventJournal journal;
    private final JournalView view;
    private final ReplayTarget target;
    private final Console console;
    private final boolean keep;
    private long delivered;
    private long left;

    Replay(
        EventJournal journal,
        JournalView view,
        ReplayTarget target,
        Console console,
        boolean keep) {
      this.journal = journal;
      this.view = view;
      this.target = target;
      this.console = console;
      this.keep = keep;
    }

    int run(Selection selection) {
      boolean ready = false;
      try {
        ready = deliverAll(selection);
        if (!ready) {
          console.err().println("The destination is not ready; run the command again later");
        }
      } catch (SQLException | JournalException e) {
        console.err().println("Stopped by the journal: " + LogText.oneLine(e.getMessage()));
      }
      console.out().println(delivered + " events delivered" + (keep ? " and kept" : ""));
      if (left > 0) {
        console.err().println(left + " events were not delivered and stay in the journal");
      }
      return ready && left == 0 ? ExitCodes.DONE : ExitCodes.INCOMPLETE;
    }

    private boolean deliverAll(Selection selection) throws SQLException {
      Console.Progress progress = console.progress("replayed", view.count(selection));
      boolean ready = true;
      for (String node : view.nodes()) {
        List<StoredEvent> rows = view.next(node, 0, selection);
        while (ready && !rows.isEmpty()) {
          ready = deliver(sound(node, rows));
          progress.add(rows.size());
          rows = view.next(node, rows.get(rows.size() - 1).sequence(), selection);
        }
      }
      return ready;
    }

    private List<JournalEntry> sound(String node, List<StoredEvent> rows) {
      List<JournalEntry> entries = new ArrayList<>(rows.size());
      for (StoredEvent row : rows) {
        try {
          entries.add(row.entry());
        } catch (DamagedRowException e) {
          left++;
          console.err().println("Left out: " + EventText.line(node, row));
        }
      }
      return entries;
    }

    /** False when the destination is not ready, so that the order is kept by stopping. */
    private boolean deliver(List<JournalEntry> entries) {
      int from = 0;
      while (from < entries.size()) {
        List<JournalEntry> batch = target.nextBatch(entries.subList(from, entries.size()));
        requireStillHeld();
        ReplayTarget.Verdicts verdicts = target.deliver(batch);
        delivered += verdicts.delivered().size();
        left += verdicts.rejected();
        if (!keep && !verdicts.delivered().isEmpty()) {
          journal.acknowledge(
              verdicts.delivered().stream().mapToLong(JournalEntry::sequence).toArray());
        }
        if (!verdicts.ready()) {
          return false;
        }
        from += batch.size();
      }
      return true;
    }

    /** A look that renews the lease, if there is one; fails if it is another's by now. */
    private void requireStillHeld() {
      List<JournalEntry> unused = journal.read(0, 1, 1);
    }
  }
}
