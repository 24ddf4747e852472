package io.github.maestroevents.cli.journal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.maestroevents.cli.console.Console;
import io.github.maestroevents.cli.console.ExitCodes;
import io.github.maestroevents.cli.console.Figures;
import io.github.maestroevents.cli.deadletters.EncodedHere;
import io.github.maestroevents.cli.deadletters.LetterDestinations;
import io.github.maestroevents.cli.deadletters.NotesOptions;
import io.github.maestroevents.cli.text.EventJson;
import io.github.maestroevents.cli.text.LineFile;
import io.github.maestroevents.config.letters.Letter;
import io.github.maestroevents.config.letters.LetterJson;
import io.github.maestroevents.config.letters.NoEventException;
import io.github.maestroevents.config.letters.ReadEvent;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.journal.inspect.EventSelection;
import io.github.maestroevents.journal.inspect.JournalPlace;
import io.github.maestroevents.journal.inspect.JournalRow;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes in what was exported or dead-lettered, behind all that waits. */
@Command(
    name = "import",
    description = {
      "Takes events into a journal, from files that export wrote or from dead letters, in their"
          + " order and behind all that waits there. Passed over are events that the journal holds"
          + " already, and dead letters that are noted as sent or imported."
    })
public final class ImportCommand implements Callable<Integer> {

  /** Not {@code --destination}, which says what a journal in PostgreSQL is for. */
  private static final String LETTERS_OF = "--letters-of";

  private static final int EVENTS_AT_ONCE = 500;
  private static final long BYTES_AT_ONCE =
      Math.min(8L << 20, Runtime.getRuntime().maxMemory() / 64);

  private final Console console;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Files of lines of JSON; - is the input.")
  private List<Path> files = new ArrayList<>();

  @ArgGroup(validate = false, heading = PlaceOptions.HEADING)
  private PlaceOptions place = new PlaceOptions();

  @Option(
      names = LETTERS_OF,
      paramLabel = "NAME",
      description = "Of dead letters, those whose field `destination` says this; may be repeated.")
  private List<String> destinations = new ArrayList<>();

  @Mixin private final NotesOptions notes = new NotesOptions();

  @Option(names = "--again", description = "Also letters that are noted as sent or imported.")
  private boolean again;

  @Option(names = "--create", description = "Make the journal if it is not there.")
  private boolean create;

  public ImportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    LineFile.requireReadable(files);
    LetterDestinations wanted = new LetterDestinations(LETTERS_OF, destinations);
    wanted.requireThere(files);
    wanted.requireOne(files, any -> true);
    JournalPlace to = create ? place.place() : place.placeToChange();
    try (EventJournal journal = to.open(create);
        JournalView view = to.view();
        ImportNotes noted = new ImportNotes(notes)) {
      return new Intake(journal, view, wanted, noted).run();
    }
  }

  /** One import. */
  private final class Intake {

    private final EventJournal journal;
    private final JournalView view;

    private final LetterDestinations wanted;
    private final ImportNotes noted;

    /** By their identities, so that none is taken in twice. */
    private final Map<String, ReadEvent> inHand = new LinkedHashMap<>();

    private int lines;
    private long next;
    private long bytes;
    private long imported;
    private long known;
    private long before;
    private long encodedHere;
    private long leftOut;

    Intake(EventJournal journal, JournalView view, LetterDestinations wanted, ImportNotes noted) {
      this.journal = journal;
      this.view = view;
      this.wanted = wanted;
      this.noted = noted;
      this.next = journal.lastSequence() + 1;
    }

    int run() {
      boolean stopped = false;
      try {
        for (Path file : files) {
          try (LineFile lines = LineFile.open(file)) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
              String tooLong = lines.tooLong();
              if (tooLong == null) {
                take(line, file, lines.place());
              } else {
                leaveOut(lines.place(), tooLong);
              }
            }
          }
        }
        append();
      } catch (JournalException e) {
        stopped = true;
        console.tell("Stopped by the journal: " + LogText.oneLine(e.getMessage()));
      }
      report();
      if (!stopped) {
        wanted.requireThere();
      }
      return ExitCodes.of(!stopped && leftOut == 0);
    }

    private void report() {
      console.say(
          Figures.events(imported)
              + " imported"
              + (known == 0 ? "" : "; " + Figures.count(known) + " were there already")
              + (before == 0
                  ? ""
                  : "; " + Figures.count(before) + " were sent or imported before"));
      if (encodedHere > 0) {
        console.tell(EncodedHere.told(encodedHere));
      }
      if (noted.notNoted() > 0) {
        console.tell(
            Figures.count(noted.notNoted())
                + " dead letters of the input are noted nowhere, so resend would send them too:"
                + " name a file with --notes");
      }
    }

    private void take(byte[] line, Path file, String at) {
      try {
        JsonNode json = LetterJson.read(line);
        if (json == null) {
          throw new NoEventException("it is no object of JSON");
        }
        if (Letter.isLetter(json)) {
          take(new Letter(line, json, at), file);
        } else {
          take(exported(json), line.length);
        }
      } catch (NoEventException e) {
        leaveOut(at, LogText.oneLine(e.getMessage()));
      }
    }

    private void leaveOut(String at, String why) {
      leftOut++;
      console.tell("Left out: " + at + ": " + why);
    }

    private void take(Letter letter, Path file) throws NoEventException {
      if (!wanted.isMeant(letter)) {
        return;
      }
      wanted.requireOneWith(letter);
      if (!again && noted.know(letter, file)) {
        before++;
        return;
      }
      ReadEvent read = letter.event();
      noted.take(letter, file);
      encodedHere += letter.wasNeverEncoded() ? 1 : 0;
      take(read, letter.size());
    }

    private void take(ReadEvent read, int lineBytes) {
      if (inHand.putIfAbsent(read.event().identity(), read) != null) {
        known++;
      }
      lines++;
      bytes += lineBytes;
      if (lines >= EVENTS_AT_ONCE || bytes >= BYTES_AT_ONCE) {
        append();
      }
    }

    private static ReadEvent exported(JsonNode json) throws NoEventException {
      if (json.has("crc32c")) {
        throw new NoEventException("it comes from a quarantine, for which there is requeue");
      }
      if (!EventJson.isExported(json)) {
        throw new NoEventException("it is neither an exported event nor a dead letter");
      }
      return EventJson.read(json);
    }

    private void append() {
      Set<String> there = identitiesThere();
      List<JournalEntry> entries = new ArrayList<>(inHand.size());
      inHand.forEach(
          (identity, read) -> {
            if (there.contains(identity)) {
              known++;
            } else {
              entries.add(new JournalEntry(next++, read.acceptedAt(), read.event()));
            }
          });
      if (!entries.isEmpty()) {
        journal.append(entries);
        imported += entries.size();
      }
      noted.write(console.now());
      inHand.clear();
      lines = 0;
      bytes = 0;
    }

    /** Of the events in hand those that the journal holds, undamaged. */
    private Set<String> identitiesThere() {
      Set<String> there = new HashSet<>();
      if (inHand.isEmpty()) {
        return there;
      }
      EventSelection sameIds =
          EventSelection.ofIds(
              inHand.values().stream().map(read -> read.event().id().value()).distinct().toList());
      for (String node : view.nodes()) {
        List<JournalRow> rows = view.next(node, 0, sameIds);
        while (!rows.isEmpty()) {
          for (JournalRow row : rows) {
            JournalEntry entry = row.entry();
            if (entry != null) {
              there.add(entry.event().identity());
            }
          }
          rows = view.next(node, rows.get(rows.size() - 1).sequence(), sameIds);
        }
      }
      return there;
    }
  }
}
