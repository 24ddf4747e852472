package io.github.maestroevents.cli.journal;

import io.github.maestroevents.cli.console.Console;
import io.github.maestroevents.cli.console.ExitCodes;
import io.github.maestroevents.cli.console.Figures;
import io.github.maestroevents.cli.console.RefusedException;
import io.github.maestroevents.cli.console.UsageException;
import io.github.maestroevents.cli.text.NewFile;
import io.github.maestroevents.journal.inspect.JournalPlace;
import io.github.maestroevents.journal.inspect.JournalView;
import io.github.maestroevents.spi.LogText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Copies a journal in a SQLite file, beside its host. */
@Command(
    name = "backup",
    description = {
      "Copies a journal in a SQLite file, as it is at one moment, to a new file that its owner alone"
          + " may read. Safe beside a living host. To use the copy, name it events.db in a directory"
          + " of its own."
    })
public final class BackupCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(paramLabel = "FILE", description = "The copy; must not be there yet.")
  private Path file = Path.of("");

  @ArgGroup(validate = false, heading = PlaceOptions.HEADING)
  private PlaceOptions place = new PlaceOptions();

  public BackupCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    JournalPlace journal = place.place();
    NewFile.requireOutsideOfJournals(file);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new UsageException("There is a file " + file + " already: name another");
    }
    try (JournalView view = journal.view()) {
      view.backup(file);
    }
    try {
      console.say("Copied to " + file + ", " + Figures.size(Files.size(file)));
    } catch (IOException e) {
      throw new RefusedException("Cannot read " + file + ": " + LogText.of(e), e);
    }
    return ExitCodes.DONE;
  }
}
