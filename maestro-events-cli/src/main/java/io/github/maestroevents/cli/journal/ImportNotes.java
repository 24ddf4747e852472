package io.github.maestroevents.cli.journal;

import io.github.maestroevents.cli.deadletters.NotesOptions;
import io.github.maestroevents.config.letters.Letter;
import io.github.maestroevents.config.letters.ResentNotes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The notes on the dead letters that an import takes, so that neither it nor {@code resend} takes
 * them again. Opened when the first letter of a file is met: beside exported events are none.
 */
final class ImportNotes implements AutoCloseable {

  private final NotesOptions options;
  private final Map<Path, ResentNotes> open = new HashMap<>();
  private final Map<ResentNotes, List<Letter>> inHand = new LinkedHashMap<>();
  private long notNoted;

  ImportNotes(NotesOptions options) {
    this.options = options;
  }

  /**
   * Whether a letter was sent again, or imported, before.
   *
   * @throws io.github.maestroevents.cli.console.RefusedException if nothing can be noted there
   */
  boolean know(Letter letter, Path file) {
    Path beside = options.of(file);
    return beside != null && notes(beside).of(letter).isPresent();
  }

  /** Takes a letter, to be noted with the next {@link #write}. */
  void take(Letter letter, Path file) {
    Path beside = options.of(file);
    if (beside == null) {
      notNoted++;
    } else {
      inHand.computeIfAbsent(notes(beside), any -> new ArrayList<>()).add(letter);
    }
  }

  private ResentNotes notes(Path file) {
    return open.computeIfAbsent(file, NotesOptions::open);
  }

  /** Notes those that were taken; on return that is on disk. */
  void write(Instant time) {
    inHand.forEach((notes, letters) -> notes.addImported(letters, time));
    inHand.clear();
  }

  /** How many came from the input of the process, beside which no notes can stand. */
  long notNoted() {
    return notNoted;
  }

  @Override
  public void close() {
    open.values().forEach(ResentNotes::close);
  }
}
