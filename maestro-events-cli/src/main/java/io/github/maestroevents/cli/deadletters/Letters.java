package io.github.maestroevents.cli.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.maestroevents.cli.console.Console;
import io.github.maestroevents.cli.text.LineFile;
import io.github.maestroevents.config.letters.Letter;
import io.github.maestroevents.config.letters.LetterJson;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The dead letters of some files, one after the other. */
public final class Letters implements AutoCloseable {

  private final List<Path> files;
  private final Console console;
  private int next;
  private @Nullable LineFile file;
  private long unreadable;

  /**
   * Opens a file when it is due.
   *
   * @throws io.github.maestroevents.cli.console.RefusedException if one of them cannot be read
   */
  public Letters(List<Path> files, Console console) {
    LineFile.requireReadable(files);
    this.files = files;
    this.console = console;
  }

  /** The next letter; null at the end. Lines that are none are told of, and passed over. */
  public @Nullable Letter next() {
    while (true) {
      LineFile open = file();
      if (open == null) {
        return null;
      }
      byte[] line = open.next();
      if (line == null) {
        close();
        continue;
      }
      JsonNode json = LetterJson.read(line);
      if (json != null && Letter.isLetter(json)) {
        return new Letter(line, json, open.place());
      }
      unreadable++;
      String tooLong = open.tooLong();
      console.tell(
          "Left out: "
              + open.place()
              + ": "
              + (tooLong == null ? "it is no dead letter" : tooLong));
    }
  }

  private @Nullable LineFile file() {
    if (file == null && next < files.size()) {
      file = LineFile.open(files.get(next++));
    }
    return file;
  }

  /** How many lines were passed over. */
  public long unreadable() {
    return unreadable;
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
