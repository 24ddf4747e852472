package io.github.maestroevents.cli.deadletters;

import io.github.maestroevents.cli.console.UsageException;
import io.github.maestroevents.cli.text.LineFile;
import io.github.maestroevents.cli.text.NewFile;
import io.github.maestroevents.config.letters.ResentNotes;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where it is noted which dead letters have been sent again. */
public final class NotesOptions {

  @Option(
      names = "--notes",
      paramLabel = "FILE",
      description =
          "Where it is noted which letters were sent again or imported; unless given,"
              + " <file>.resent beside them.")
  private @Nullable Path notes;

  /** Opens it to add to it; it is not made in the directory of a journal. */
  public static ResentNotes open(Path file) {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      NewFile.requireOutsideOfJournals(file);
    }
    return ResentNotes.open(file);
  }

  /** The one for this file; null for the input of the process, if none is named. */
  public @Nullable Path of(Path file) {
    if (notes != null) {
      return notes;
    }
    return file.toString().equals(LineFile.INPUT)
        ? null
        : ResentNotes.beside(file.toAbsolutePath().normalize());
  }

  /** The one for these files, which must share it. */
  public Path of(List<Path> files) {
    if (notes != null) {
      return notes;
    }
    if (files.stream().anyMatch(file -> file.toString().equals(LineFile.INPUT))) {
      throw new UsageException("--notes is missing: the input has no file beside it");
    }
    List<Path> beside =
        files.stream()
            .map(file -> ResentNotes.beside(file.toAbsolutePath().normalize()))
            .distinct()
            .toList();
    if (beside.size() > 1) {
      throw new UsageException(
          "These files have different notes ("
              + beside
              + "): send one after the other, or --notes");
    }
    return beside.get(0);
  }
}
