package io.github.maestroevents.cli.deadletters;

import io.github.maestroevents.cli.console.Console;
import io.github.maestroevents.cli.console.ExitCodes;
import io.github.maestroevents.cli.console.Figures;
import io.github.maestroevents.cli.delivery.DeliveryTarget;
import io.github.maestroevents.cli.delivery.Parcel;
import io.github.maestroevents.cli.delivery.PublisherOptions;
import io.github.maestroevents.cli.delivery.Sending;
import io.github.maestroevents.cli.select.SelectionOptions;
import io.github.maestroevents.cli.text.LineFile;
import io.github.maestroevents.config.letters.Letter;
import io.github.maestroevents.config.letters.NoEventException;
import io.github.maestroevents.config.letters.ResentNotes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends dead letters again, in the order of their files, and notes which have arrived. */
@Command(
    name = "resend",
    description = {
      "Sends dead letters again, in the order of the files. What arrives is noted, so that the same"
          + " command, run again, sends only the rest."
    })
public final class ResendCommand implements Callable<Integer> {

  private static final int LETTERS_AT_ONCE = 500;

  /** A letter in hand is a line, what was read of it, and an event. */
  private static final long BYTES_AT_ONCE =
      Math.min(16L << 20, Runtime.getRuntime().maxMemory() / 64);

  private final Console console;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Files of dead letters, the oldest first.")
  private List<Path> files = new ArrayList<>();

  @ArgGroup(validate = false, heading = SelectionOptions.HEADING)
  private SelectionOptions selection = new SelectionOptions();

  @ArgGroup(validate = false, heading = PublisherOptions.HEADING)
  private PublisherOptions publisher = new PublisherOptions();

  @Mixin private final DestinationOptions destination = new DestinationOptions();

  @Mixin private final NotesOptions notes = new NotesOptions();

  @Option(names = "--again", description = "Also those that are noted as sent.")
  private boolean again;

  @Option(names = "--dry-run", description = "Only tell what would be sent.")
  private boolean dryRun;

  public ResendCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Path file = notes.of(files);
    LetterDestinations destinations = destination.destinations();
    Predicate<Letter> wanted = selection.amongLetters(console.now());
    if (dryRun) {
      try (ResentNotes sent = ResentNotes.read(file);
          Letters letters = new Letters(files, console)) {
        requireDestination(destinations, wanted);
        return tell(new LetterQueue(letters, sent, destinations, wanted), destinations);
      }
    }
    publisher.rate();
    requireDestination(destinations, wanted);
    try (Letters letters = new Letters(files, console);
        DeliveryTarget target = publisher.open();
        ResentNotes sent = NotesOptions.open(file)) {
      return send(new LetterQueue(letters, sent, destinations, wanted), target, sent, destinations);
    }
  }

  private void requireDestination(LetterDestinations destinations, Predicate<Letter> wanted) {
    LineFile.requireReadable(files);
    destinations.requireThere(files);
    destinations.requireOne(files, wanted);
  }

  private int tell(LetterQueue queue, LetterDestinations destinations) {
    long count = 0;
    for (List<Letter> some = queue.next(); !some.isEmpty(); some = queue.next()) {
      some.forEach(letter -> console.say(letter.toString()));
      count += some.size();
    }
    console.tell(Figures.events(count) + " would be sent" + queue.report());
    queue.tellOfThoseEncodedHere();
    destinations.requireThere();
    return ExitCodes.of(queue.isComplete());
  }

  private int send(
      LetterQueue queue, DeliveryTarget target, ResentNotes sent, LetterDestinations destinations) {
    List<Letter> inHand = new ArrayList<>();
    Sending sending =
        new Sending(target, publisher.rate(), console, new NotingSender(inHand, sent, console));
    boolean ready = true;
    for (List<Letter> some = queue.next(); ready && !some.isEmpty(); some = queue.next()) {
      inHand.clear();
      inHand.addAll(some);
      ready = sending.send(queue.parcels());
    }
    if (!ready) {
      console.tell("The destination is not ready; run the command again later");
    }
    console.say(Figures.events(sending.delivered()) + " delivered" + queue.report());
    if (sending.rejected() > 0) {
      console.tell(Figures.events(sending.rejected()) + " were not delivered");
    }
    queue.tellOfThoseEncodedHere();
    if (ready) {
      destinations.requireThere();
    }
    return ExitCodes.of(ready && sending.rejected() == 0 && queue.isComplete());
  }

  /** Notes what has arrived; nobody else can have the letters. */
  private record NotingSender(List<Letter> inHand, ResentNotes sent, Console console)
      implements Sending.Sender {

    @Override
    public void requireStillMine() {}

    @Override
    public void delivered(List<Parcel> parcels) {
      sent.addSent(
          parcels.stream().map(parcel -> inHand.get((int) parcel.number())).toList(),
          console.now());
    }
  }

  /** The letters that are to be sent, some at a time. */
  private final class LetterQueue {

    private final Letters letters;
    private final ResentNotes sent;
    private final LetterDestinations destinations;
    private final Predicate<Letter> wanted;
    private final List<Parcel> parcels = new ArrayList<>();
    private long before;
    private long leftOut;
    private long encodedHere;

    LetterQueue(
        Letters letters,
        ResentNotes sent,
        LetterDestinations destinations,
        Predicate<Letter> wanted) {
      this.letters = letters;
      this.sent = sent;
      this.destinations = destinations;
      this.wanted = wanted;
    }

    /** The next of them; empty at the end. */
    List<Letter> next() {
      parcels.clear();
      List<Letter> some = new ArrayList<>();
      long bytes = 0;
      while (some.size() < LETTERS_AT_ONCE && bytes < BYTES_AT_ONCE) {
        Letter letter = letters.next();
        if (letter == null) {
          break;
        }
        if (!destinations.isMeant(letter) || !wanted.test(letter)) {
          continue;
        }
        destinations.requireOneWith(letter);
        if (!again && sent.of(letter).isPresent()) {
          before++;
          continue;
        }
        try {
          Parcel parcel = new Parcel(letter.event().event(), some.size(), letter.place());
          bytes += letter.size();
          parcels.add(parcel);
          encodedHere += letter.wasNeverEncoded() ? 1 : 0;
          some.add(letter);
        } catch (NoEventException e) {
          leftOut++;
          console.tell("Left out: " + letter.place() + ": " + e.getMessage());
        }
      }
      return some;
    }

    /** Those that {@link #next} has returned, to be sent. */
    List<Parcel> parcels() {
      return List.copyOf(parcels);
    }

    void tellOfThoseEncodedHere() {
      if (encodedHere > 0) {
        console.tell(EncodedHere.told(encodedHere));
      }
    }

    boolean isComplete() {
      return leftOut == 0 && letters.unreadable() == 0;
    }

    String report() {
      return before == 0 ? "" : "; " + Figures.count(before) + " were sent before";
    }
  }
}
