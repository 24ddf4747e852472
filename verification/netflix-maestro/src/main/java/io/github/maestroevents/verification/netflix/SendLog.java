package io.github.maestroevents.verification.netflix;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A line for each call of {@code send}: the message, when it began and ended by the machine's
 * monotonic clock, and whether it returned. Written before the queue hears of it, so that a kill
 * leaves no call untold.
 */
final class SendLog {

  private final OutputStream out;

  private SendLog(OutputStream out) {
    this.out = out;
  }

  /** Nowhere, if the place is empty. */
  static SendLog at(String file) {
    try {
      return new SendLog(
          file.isEmpty()
              ? OutputStream.nullOutputStream()
              : Files.newOutputStream(
                  Path.of(file), StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void add(String message, long startNanos, long endNanos, boolean accepted) {
    String line = message + " " + startNanos + " " + endNanos + " " + accepted + "\n";
    try {
      synchronized (out) { // one write a line, and no buffer
        out.write(line.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
