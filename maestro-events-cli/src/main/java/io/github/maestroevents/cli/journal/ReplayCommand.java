package io.github.maestroevents.cli.journal;

import io.github.maestroevents.cli.console.Console;
import io.github.maestroevents.cli.console.ExitCodes;
import io.github.maestroevents.cli.console.Figures;
import io.github.maestroevents.cli.console.Progress;
import io.github.maestroevents.cli.console.UsageException;
import io.github.maestroevents.cli.delivery.DeliveryTarget;
import io.github.maestroevents.cli.delivery.LogTarget;
import io.github.maestroevents.cli.delivery.Parcel;
import io.github.maestroevents.cli.delivery.PublisherOptions;
import io.github.maestroevents.cli.delivery.Sending;
import io.github.maestroevents.cli.select.SelectionOptions;
import io.github.maestroevents.cli.text.EventLine;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.inspect.EventSelection;
import io.github.maestroevents.journal.inspect.JournalPlace;
import io.github.maestroevents.journal.inspect.JournalRow;
import io.github.maestroevents.journal.inspect.JournalView;
import io.github.maestroevents.spi.LogText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Delivers the journal to another publisher, oldest first; what is delivered leaves it. */
@Command(
    name = "replay",
    description = {
      "Delivers events to a publisher, the oldest first. What is delivered leaves the journal."
          + " Stops where the destination is not ready, and goes on there when it is run again."
    })
public final class ReplayCommand implements Callable<Integer> {

  private final Console console;

  @ArgGroup(validate = false, heading = PlaceOptions.HEADING)
  private PlaceOptions place = new PlaceOptions();

  @ArgGroup(validate = false, heading = SelectionOptions.HEADING)
  private SelectionOptions selection = new SelectionOptions();

  @ArgGroup(validate = false, heading = PublisherOptions.HEADING)
  private PublisherOptions publisher = new PublisherOptions();

  @Option(
      names = "--to-log",
      description = "Instead of to a destination: a line for each event on the output.")
  private boolean toLog;

  @Option(names = "--keep", description = "Leave delivered events in the journal.")
  private boolean keep;

  public ReplayCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (publisher.isGiven() == toLog) {
      throw new UsageException("Say where to: either --to, --publisher or --to-log");
    }
    EventSelection events = selection.inJournal(console.now());
    publisher.rate();
    JournalPlace from = place.placeToChange();
    try (EventJournal journal = from.open(false);
        JournalView view = from.view();
        DeliveryTarget target = toLog ? new LogTarget() : publisher.open()) {
      return new Replay(journal, view, target).run(events);
    }
  }

  /** One replay. */
  private final class Replay implements Sending.Sender {

    private final EventJournal journal;
    private final JournalView view;
    private final Sending sending;
    private long damaged;

    Replay(EventJournal journal, JournalView view, DeliveryTarget target) {
      this.journal = journal;
      this.view = view;
      this.sending = new Sending(target, publisher.rate(), console, this);
    }

    int run(EventSelection events) {
      boolean ready = false;
      try {
        ready = sendAll(events);
        if (!ready) {
          console.tell("The destination is not ready; run the command again later");
        }
      } catch (JournalException e) {
        console.tell("Stopped by the journal: " + LogText.oneLine(e.getMessage()));
      }
      console.say(Figures.events(sending.delivered()) + " delivered" + (keep ? " and kept" : ""));
      long left = damaged + sending.rejected();
      if (left > 0) {
        console.tell(Figures.events(left) + " were not delivered and stay in the journal");
      }
      return ExitCodes.of(ready && left == 0);
    }

    private boolean sendAll(EventSelection events) {
      Progress progress = console.progress("replayed", view.count(events));
      for (String node : view.nodes()) {
        List<JournalRow> rows = view.next(node, 0, events);
        while (!rows.isEmpty()) {
          if (!sending.send(parcels(rows))) {
            return false;
          }
          progress.add(rows.size());
          rows = view.next(node, rows.get(rows.size() - 1).sequence(), events);
        }
      }
      return true;
    }

    private List<Parcel> parcels(List<JournalRow> rows) {
      List<Parcel> parcels = new ArrayList<>(rows.size());
      for (JournalRow row : rows) {
        JournalEntry entry = row.entry();
        if (entry == null) {
          damaged++;
          console.tell("Left out: " + EventLine.of(row));
        } else {
          String label = entry.sequence() + " " + entry.acceptedAt();
          parcels.add(new Parcel(entry.event(), entry.sequence(), label));
        }
      }
      return parcels;
    }

    /**
     * A look that renews the lease, if there is one; fails if it is another's by now. Behind all
     * events: one that is larger than this process can read must not keep the others here.
     */
    @Override
    public void requireStillMine() {
      List<JournalEntry> unused = journal.read(Long.MAX_VALUE, 1, 1);
    }

    @Override
    public void delivered(List<Parcel> parcels) {
      if (!keep) {
        journal.acknowledge(parcels.stream().mapToLong(Parcel::number).toArray());
      }
    }
  }
}
