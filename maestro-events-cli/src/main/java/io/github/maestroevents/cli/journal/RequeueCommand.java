package io.github.maestroevents.cli.journal;

import io.github.maestroevents.cli.console.Console;
import io.github.maestroevents.cli.console.ExitCodes;
import io.github.maestroevents.cli.console.Figures;
import io.github.maestroevents.cli.console.UsageException;
import io.github.maestroevents.cli.select.SelectionOptions;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.inspect.EventSelection;
import io.github.maestroevents.journal.inspect.JournalPlace;
import io.github.maestroevents.journal.inspect.JournalView;
import io.github.maestroevents.journal.inspect.QuarantinedRow;
import io.github.maestroevents.spi.LogText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Puts events from the quarantine back to their old places, in front of what was accepted after
 * them and still waits, so that the order of their keys holds.
 */
@Command(
    name = "requeue",
    description = {
      "Puts events from the quarantine back into the journal, to their old places: in front of"
          + " those of their ordering key that were accepted later and still wait. With --key, all"
          + " of a key, in order."
    })
public final class RequeueCommand implements Callable<Integer> {

  private final Console console;

  @ArgGroup(validate = false, heading = PlaceOptions.HEADING)
  private PlaceOptions place = new PlaceOptions();

  @ArgGroup(validate = false, heading = SelectionOptions.HEADING)
  private SelectionOptions selection = new SelectionOptions();

  @Option(names = "--all", description = "Everything, if nothing is selected.")
  private boolean all;

  @Option(
      names = "--accept-damage",
      description =
          "Also events whose bytes are not what was accepted, as they are now. Their receivers"
              + " cannot tell.")
  private boolean acceptDamage;

  public RequeueCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    EventSelection events = selection.inJournal(console.now());
    if (events.isEverything() && !all) {
      throw new UsageException("Say which events, or --all");
    }
    JournalPlace from = place.placeToChange();
    try (EventJournal journal = from.open(false);
        JournalView view = from.view()) {
      return requeue(from, journal, view, events);
    }
  }

  private int requeue(
      JournalPlace from, EventJournal journal, JournalView view, EventSelection events) {
    long requeued = 0;
    long left = 0;
    boolean stopped = false;
    List<QuarantinedRow> rows = view.quarantine(null, events);
    while (!stopped && !rows.isEmpty()) {
      List<QuarantinedRow> going = new ArrayList<>(rows.size());
      for (QuarantinedRow row : rows) {
        if (entryOf(row) == null) {
          left++;
          console.tell("Left out: " + QuarantineLine.of(row) + why(row));
        } else {
          going.add(row);
        }
      }
      going.sort(Comparator.comparingLong(row -> row.row().sequence()));
      try {
        if (!going.isEmpty()) {
          journal.append(going.stream().map(this::sureEntryOf).toList());
          long unused = from.deleteFromQuarantine(going);
          requeued += going.size();
        }
      } catch (JournalException e) {
        stopped = true;
        console.tell("Stopped by the journal: " + LogText.oneLine(e.getMessage()));
      }
      rows = view.quarantine(rows.get(rows.size() - 1), events);
    }
    console.say(Figures.events(requeued) + " requeued");
    return ExitCodes.of(!stopped && left == 0);
  }

  private @Nullable JournalEntry entryOf(QuarantinedRow row) {
    return acceptDamage ? row.asItStands() : row.row().entry();
  }

  private JournalEntry sureEntryOf(QuarantinedRow row) {
    JournalEntry entry = entryOf(row);
    if (entry == null) {
      throw new IllegalStateException("without an event: " + row.reason());
    }
    return entry;
  }

  private static String why(QuarantinedRow row) {
    return row.asItStands() == null
        ? ". Its bytes make no event"
        : ". It would be delivered as it is now with --accept-damage";
  }
}
