package io.github.maestroevents.cli.journal;

import io.github.maestroevents.cli.console.Console;
import io.github.maestroevents.cli.console.ExitCodes;
import io.github.maestroevents.cli.console.Figures;
import io.github.maestroevents.cli.console.UsageException;
import io.github.maestroevents.cli.deadletters.Letters;
import io.github.maestroevents.config.letters.Letter;
import io.github.maestroevents.config.letters.ResentNotes;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.journal.inspect.EventSelection;
import io.github.maestroevents.journal.inspect.JournalPlace;
import io.github.maestroevents.journal.inspect.JournalRow;
import io.github.maestroevents.journal.inspect.JournalView;
import io.github.maestroevents.journal.inspect.QuarantinedRow;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.LogText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** All that is known of one event. */
@Command(
    name = "explain",
    description = {
      "All that is known of one event: when it was accepted and written, how often it was tried,"
          + " what was answered, and where it is now. Never its payload."
    })
public final class ExplainCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "ID", description = "The id of the event.")
  private String id = "";

  @Parameters(
      index = "1..*",
      paramLabel = "FILE",
      description = "More files of dead letters, for --dead-letters dead-letters.jsonl*")
  private List<Path> moreFiles = new ArrayList<>();

  @ArgGroup(validate = false, heading = PlaceOptions.HEADING)
  private PlaceOptions place = new PlaceOptions();

  @Option(
      names = "--dead-letters",
      paramLabel = "FILE",
      description = "A file of dead letters to look into as well; may be repeated.")
  private List<Path> files = new ArrayList<>();

  private final Set<String> whereabouts = new LinkedHashSet<>();

  public ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    files.addAll(moreFiles);
    if (!place.isGiven() && files.isEmpty()) {
      throw new UsageException("Say where to look: a journal, or --dead-letters");
    }
    console.say("Event " + LogText.id(id));
    if (place.isGiven()) {
      explain(place.place());
    }
    boolean complete = explainLetters();
    console.say("Where it is now");
    if (whereabouts.isEmpty()) {
      console.say("  nowhere here: delivered and forgotten, still in its host's memory, filtered,");
      console.say("  purged, or never accepted. The host's log and its destination may tell");
    }
    whereabouts.forEach(where -> console.say("  " + where));
    return ExitCodes.of(complete && !whereabouts.isEmpty());
  }

  private void explain(JournalPlace journal) {
    EventSelection event = EventSelection.ofIds(List.of(id));
    try (JournalView view = journal.view()) {
      List<String> holders = journal.holders();
      console.say("Journal " + journal);
      for (String node : view.nodes()) {
        List<JournalRow> rows = view.next(node, 0, event);
        while (!rows.isEmpty()) {
          rows.forEach(row -> explain(view, row, holders));
          rows = view.next(node, rows.get(rows.size() - 1).sequence(), event);
        }
      }
      if (whereabouts.isEmpty()) {
        console.say("  not in it");
      }
      List<QuarantinedRow> rows = view.quarantine(null, event);
      while (!rows.isEmpty()) {
        rows.forEach(this::explain);
        rows = view.quarantine(rows.get(rows.size() - 1), event);
      }
    }
  }

  private void explain(JournalView view, JournalRow row, List<String> holders) {
    fact("accepted", Figures.since(row.acceptedAt(), console.now()));
    fact(
        "written",
        "under sequence "
            + row.sequence()
            + (row.node().isEmpty() ? "" : " of node " + LogText.id(row.node()))
            + ": spilled or parked, or its host writes every event (JOURNALED)");
    fact("workflow", LogText.id(row.workflowId()));
    JournalEntry entry = row.entry();
    if (entry == null) {
      fact("damaged", LogText.oneLine(row.damage()) + "; when it is read it goes to quarantine");
    } else {
      EncodedEvent event = entry.event();
      fact("type", LogText.id(event.type()) + ", level " + event.level().wireName());
      fact("ordering key", LogText.id(event.orderingKey()));
      fact("size", Figures.size(event.payload().length));
      EventSelection key = EventSelection.ofKey(event.orderingKey());
      fact(
          "before it",
          Figures.events(view.before(row, EventSelection.everything()))
              + ", "
              + Figures.count(view.before(row, key))
              + " of its ordering key");
    }
    fact("tried", "a journal does not keep it; the log of the host tells of failures");
    fact("answered", "not that it has arrived, as far as the journal knows");
    fact(
        "in use by",
        holders.isEmpty()
            ? "nobody that is known: nobody delivers it"
            : String.join("; ", holders) + ", which delivers it");
    whereabouts.add("in the journal, waiting to be delivered");
  }

  private void explain(QuarantinedRow row) {
    console.say("Quarantine");
    fact("accepted", Figures.since(row.row().acceptedAt(), console.now()));
    fact("found damaged", Figures.since(row.foundAt(), console.now()));
    fact("why", LogText.oneLine(row.reason()));
    if (row.row().damage() == null) {
      fact("now", "its bytes are what was accepted: requeue takes it back");
    } else {
      fact("now", LogText.oneLine(row.row().damage()));
    }
    whereabouts.add("in quarantine, where nobody delivers it: requeue");
  }

  private boolean explainLetters() {
    try (Letters letters = new Letters(files, console)) {
      for (Letter letter = letters.next(); letter != null; letter = letters.next()) {
        if (id.equals(letter.id())) {
          explain(letter);
        }
      }
      return letters.unreadable() == 0;
    }
  }

  private void explain(Letter letter) {
    Instant first = letter.firstAttempt();
    console.say("Dead letter " + letter.place());
    fact("type", letter.shown("type"));
    fact("workflow", letter.shown("workflow_id"));
    fact("ordering key", letter.shown("ordering_key"));
    fact("destination", letter.shown("destination"));
    fact(
        "tried",
        letter.shown("attempts")
            + " times, first "
            + (first == null ? "never" : Figures.since(first, console.now())));
    fact("answered", letter.shown("cause"));
    fact("given up", Figures.since(letter.time(), console.now()) + ": " + letter.shown("reason"));
    ResentNotes.Note note = note(letter);
    if (note == null) {
      fact("sent again", "not that it is noted");
      whereabouts.add("in a file of dead letters");
    } else if (note.isImport()) {
      fact("imported", note.time());
      whereabouts.add(
          "in the journal that took it in " + note.time() + ", or delivered from there");
    } else {
      fact("sent again", note.time());
      whereabouts.add("at its destination, sent again " + note.time());
    }
  }

  private ResentNotes.@Nullable Note note(Letter letter) {
    for (Path file : files) {
      try (ResentNotes notes = ResentNotes.read(ResentNotes.beside(file))) {
        if (notes.of(letter).isPresent()) {
          return notes.of(letter).get();
        }
      }
    }
    return null;
  }

  private void fact(String name, String what) {
    console.say(String.format("  %-14s", name) + what);
  }
}
