package io.github.maestroevents.status.internal.history;

import io.github.maestroevents.spi.LogText;
import java.time.Instant;

/** A warning or an error of the engine. */
public record ProblemLine(Instant time, String text) {

  private static final int MAX_CHARS = 500;

  public static ProblemLine of(String text, Instant time) {
    return new ProblemLine(time, LogText.bounded(text, MAX_CHARS));
  }
}
