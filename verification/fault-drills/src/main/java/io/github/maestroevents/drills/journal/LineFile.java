package io.github.maestroevents.drills.journal;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of lines that outlives its process: each call is one write to the operating system, with
 * no buffer on the way. A process killed in the middle of a write may leave part of a line, which
 * readers skip. Thread-safe.
 */
final class LineFile {

  private final FileOutputStream out;

  LineFile(Path path) {
    try {
      this.out = new FileOutputStream(path.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized void append(List<EventLine> lines) {
    StringBuilder text = new StringBuilder(64 * lines.size());
    for (EventLine line : lines) {
      text.append(line).append('\n');
    }
    try {
      out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The whole lines of a file; none if it does not exist. */
  static List<EventLine> read(Path path) {
    if (!Files.exists(path)) {
      return List.of();
    }
    try {
      String text = Files.readString(path, StandardCharsets.US_ASCII);
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(EventLine::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
