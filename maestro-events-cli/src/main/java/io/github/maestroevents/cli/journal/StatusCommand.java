package io.github.maestroevents.cli.journal;

import io.github.maestroevents.cli.console.Console;
import io.github.maestroevents.cli.console.ExitCodes;
import io.github.maestroevents.cli.console.Figures;
import io.github.maestroevents.cli.console.Table;
import io.github.maestroevents.cli.console.UsageException;
import io.github.maestroevents.cli.select.SelectionOptions;
import io.github.maestroevents.journal.inspect.EventGroup;
import io.github.maestroevents.journal.inspect.EventSelection;
import io.github.maestroevents.journal.inspect.JournalPlace;
import io.github.maestroevents.journal.inspect.JournalView;
import io.github.maestroevents.spi.LogText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How many events wait, since when, of what, and who holds the journal. */
@Command(
    name = "status",
    description = "How many events wait, of what, since when, and who has the journal open.")
public final class StatusCommand implements Callable<Integer> {

  private static final int DEFAULT_TOP = 5;

  private final Console console;

  @ArgGroup(validate = false, heading = PlaceOptions.HEADING)
  private PlaceOptions place = new PlaceOptions();

  @ArgGroup(validate = false, heading = SelectionOptions.HEADING)
  private SelectionOptions selection = new SelectionOptions();

  @Option(
      names = "--by",
      split = ",",
      paramLabel = "WHAT",
      description = "Only these tables: ${COMPLETION-CANDIDATES}.")
  private List<EventGroup.By> by = new ArrayList<>();

  @Option(
      names = "--top",
      paramLabel = "NUMBER",
      description = "So many rows of each table; " + DEFAULT_TOP + " unless given.")
  private int top = DEFAULT_TOP;

  public StatusCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (top < 1) {
      throw new UsageException("--top must be at least 1, but is " + top);
    }
    Instant now = console.now();
    EventSelection events = selection.inJournal(now);
    JournalPlace journal = place.place();
    try (JournalView view = journal.view()) {
      List<String> holders = journal.holders();
      EventGroup total = view.total(events);
      console.say("journal       " + journal);
      console.say(
          "in use by     "
              + (holders.isEmpty() ? "nobody that is known" : String.join("; ", holders)));
      console.say(
          "events        " + Figures.count(total.events()) + ", " + Figures.size(total.bytes()));
      console.say("oldest        " + Figures.since(total.oldest(), now));
      console.say("quarantined   " + Figures.count(view.quarantined(events)));
      if (!journal.isShared()) {
        console.say("on disk       " + Figures.size(journal.fileBytes()));
      }
      if (total.events() > 0) {
        for (EventGroup.By table : tables(journal)) {
          print(table, view.groups(table, events, top), total, now);
        }
      }
    }
    NodesTable.print(console, journal.nodes());
    return ExitCodes.DONE;
  }

  private List<EventGroup.By> tables(JournalPlace journal) {
    if (!by.isEmpty()) {
      return by;
    }
    List<EventGroup.By> all = new ArrayList<>(List.of(EventGroup.By.values()));
    if (!journal.isShared()) {
      all.remove(EventGroup.By.NODE);
    }
    return all;
  }

  private void print(EventGroup.By by, List<EventGroup> groups, EventGroup total, Instant now) {
    Table table =
        new Table("events", "size", "oldest", by.name().toLowerCase(java.util.Locale.ROOT));
    long events = 0;
    long bytes = 0;
    for (EventGroup group : groups) {
      events += group.events();
      bytes += group.bytes();
      table.add(
          Figures.count(group.events()),
          Figures.size(group.bytes()),
          age(group.oldest(), now),
          group.name().isEmpty() ? "(none)" : LogText.id(group.name()));
    }
    if (total.events() > events) {
      table.add(
          Figures.count(total.events() - events),
          Figures.size(Math.max(0, total.bytes() - bytes)),
          "",
          "(others)");
    }
    console.say("");
    table.print(console);
  }

  private static String age(@Nullable Instant time, Instant now) {
    return time == null ? "" : Figures.age(Duration.between(time, now));
  }
}
