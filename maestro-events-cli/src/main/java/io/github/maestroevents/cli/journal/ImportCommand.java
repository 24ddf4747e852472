package io.github.maestroevents.cli.journal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.maestroevents.cli.console.Console;
import io.github.maestroevents.cli.console.ExitCodes;
import io.github.maestroevents.cli.console.Figures;
import io.github.maestroevents.cli.deadletters.Letter;
import io.github.maestroevents.cli.deadletters.Letters;
import io.github.maestroevents.cli.text.EventJson;
import io.github.maestroevents.cli.text.LineFile;
import io.github.maestroevents.cli.text.NoEventException;
import io.github.maestroevents.cli.text.ReadEvent;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.inspect.EventSelection;
import io.github.maestroevents.journal.inspect.JournalPlace;
import io.github.maestroevents.journal.inspect.JournalView;
import io.github.maestroevents.spi.LogText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes in what was exported or dead-lettered, behind all that waits. */
@Command(
    name = "import",
    description = {
      "Takes events into a journal, from files that export wrote or from dead letters, in their"
          + " order and behind all that waits there. Events that the journal holds already, by"
          + " their id, are passed over."
    })
public final class ImportCommand implements Callable<Integer> {

  private static final int EVENTS_AT_ONCE = 500;
  private static final long BYTES_AT_ONCE = 8L << 20;

  private final Console console;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Files of lines of JSON; - is the input.")
  private List<Path> files = new ArrayList<>();

  @ArgGroup(validate = false, heading = PlaceOptions.HEADING)
  private PlaceOptions place = new PlaceOptions();

  @Option(names = "--create", description = "Make the journal if it is not there.")
  private boolean create;

  public ImportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    LineFile.requireReadable(files);
    JournalPlace to = create ? place.place() : place.placeToChange();
    try (EventJournal journal = to.open(create);
        JournalView view = to.view()) {
      return new Intake(journal, view).run();
    }
  }

  /** One import. */
  private final class Intake {

    private final EventJournal journal;
    private final JournalView view;

    /** By their ids, so that none is taken in twice. */
    private final Map<String, ReadEvent> inHand = new LinkedHashMap<>();

    private long next;
    private long bytes;
    private long imported;
    private long known;
    private long leftOut;

    Intake(EventJournal journal, JournalView view) {
      this.journal = journal;
      this.view = view;
      this.next = journal.lastSequence() + 1;
    }

    int run() {
      boolean stopped = false;
      try {
        for (Path file : files) {
          try (LineFile lines = LineFile.open(file)) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
              take(line, lines.place());
            }
          }
        }
        append();
      } catch (JournalException e) {
        stopped = true;
        console.tell("Stopped by the journal: " + LogText.oneLine(e.getMessage()));
      }
      console.say(
          Figures.events(imported)
              + " imported"
              + (known == 0 ? "" : "; " + Figures.count(known) + " were there already"));
      return ExitCodes.of(!stopped && leftOut == 0);
    }

    private void take(byte[] line, String at) {
      try {
        ReadEvent read = read(line, at);
        if (inHand.putIfAbsent(read.event().id().value(), read) != null) {
          known++;
          return;
        }
        bytes += read.event().sizeBytes();
        if (inHand.size() >= EVENTS_AT_ONCE || bytes >= BYTES_AT_ONCE) {
          append();
        }
      } catch (NoEventException e) {
        leftOut++;
        console.tell("Left out: " + at + ": " + e.getMessage());
      }
    }

    private static ReadEvent read(byte[] line, String at) throws NoEventException {
      JsonNode json = Letters.read(line);
      if (json == null) {
        throw new NoEventException("it is no object of JSON");
      }
      if (Letter.isLetter(json)) {
        return new Letter(line, json, at).event();
      }
      if (json.has("crc32c")) {
        throw new NoEventException("it comes from a quarantine, for which there is requeue");
      }
      if (!EventJson.isExported(json)) {
        throw new NoEventException("it is neither an exported event nor a dead letter");
      }
      return EventJson.read(json);
    }

    private void append() {
      Set<String> there = new HashSet<>();
      if (!inHand.isEmpty()) {
        there.addAll(view.ids(EventSelection.ofIds(List.copyOf(inHand.keySet()))));
      }
      List<JournalEntry> entries = new ArrayList<>(inHand.size());
      inHand.forEach(
          (id, read) -> {
            if (there.contains(id)) {
              known++;
            } else {
              entries.add(new JournalEntry(next++, read.acceptedAt(), read.event()));
            }
          });
      if (!entries.isEmpty()) {
        journal.append(entries);
        imported += entries.size();
      }
      inHand.clear();
      bytes = 0;
    }
  }
}
