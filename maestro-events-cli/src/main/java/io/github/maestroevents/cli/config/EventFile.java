package io.github.maestroevents.cli.config;

import io.github.maestroevents.cli.console.RefusedException;
import io.github.maestroevents.cli.text.LineFile;
import io.github.maestroevents.cli.text.WholeFile;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.json.MaestroEventJson;
import io.github.maestroevents.json.MalformedEventException;
import io.github.maestroevents.spi.LogText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** An event from a file, in the JSON of Netflix Maestro. */
final class EventFile {

  private EventFile() {}

  /**
   * Reads the event; {@code -} stands for the input of the process.
   *
   * @throws RefusedException if there is none
   */
  static MaestroEvent read(Path file) {
    byte[] json = bytes(file);
    if (new String(json, StandardCharsets.UTF_8).isBlank()) {
      throw new RefusedException(name(file) + " is empty; an event in Maestro's JSON is expected");
    }
    try {
      MaestroEvent event = MaestroEventJson.readLenient(json);
      if (event != null) {
        return event;
      }
      throw new RefusedException("There is no event in " + name(file) + ", but null");
    } catch (MalformedEventException e) {
      throw new RefusedException(
          name(file)
              + " holds no event in Maestro's JSON: "
              + LogText.oneLine(String.valueOf(e.getMessage())),
          e);
    }
  }

  private static byte[] bytes(Path file) {
    if (!isInput(file)) {
      return WholeFile.read(file, MaestroEventJson.MAX_EVENT_BYTES);
    }
    try {
      return WholeFile.read(System.in, name(file), MaestroEventJson.MAX_EVENT_BYTES);
    } catch (IOException e) {
      throw new RefusedException("Cannot read " + name(file) + ": " + LogText.of(e), e);
    }
  }

  private static boolean isInput(Path file) {
    return file.toString().equals(LineFile.INPUT);
  }

  private static String name(Path file) {
    return isInput(file) ? "the input" : file.toString();
  }
}
