package io.github.maestroevents.cli.deadletters;

import io.github.maestroevents.cli.console.Console;
import io.github.maestroevents.cli.console.ExitCodes;
import io.github.maestroevents.cli.select.SelectionOptions;
import io.github.maestroevents.config.letters.Letter;
import io.github.maestroevents.config.letters.ResentNotes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A line for each dead letter, without its payload. */
@Command(
    name = "list",
    description = "A line for each dead letter: when, why, how often tried; without payloads.")
public final class LettersCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Files of dead letters, the oldest first.")
  private List<Path> files = new ArrayList<>();

  @ArgGroup(validate = false, heading = SelectionOptions.HEADING)
  private SelectionOptions selection = new SelectionOptions();

  @Mixin private final DestinationOptions destination = new DestinationOptions();

  @Mixin private final NotesOptions notes = new NotesOptions();

  public LettersCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Predicate<Letter> wanted = selection.amongLetters(console.now());
    LetterDestinations destinations = destination.destinations();
    destinations.requireThere(files);
    try (ResentNotes sent = ResentNotes.read(notes.of(files));
        Letters letters = new Letters(files, console)) {
      for (Letter letter = letters.next(); letter != null; letter = letters.next()) {
        if (destinations.isMeant(letter) && wanted.test(letter)) {
          Optional<ResentNotes.Note> note = sent.of(letter);
          console.say(letter + note.map(LettersCommand::told).orElse(""));
        }
      }
      destinations.requireThere();
      return ExitCodes.of(letters.unreadable() == 0);
    }
  }

  private static String told(ResentNotes.Note note) {
    return (note.isImport() ? " imported=" : " sent-again=") + note.time();
  }
}
