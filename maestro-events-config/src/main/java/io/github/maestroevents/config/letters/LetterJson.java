package io.github.maestroevents.config.letters;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How a line of a file is read, whatever stands there. Any thread. */
public final class LetterJson {

  /** A value of two bytes becomes an object of a hundred. */
  private static final long MAX_TOKENS = 250_000;

  /** Reads lines of any length. */
  public static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxStringLength(Integer.MAX_VALUE)
                      .maxTokenCount(MAX_TOKENS)
                      .build())
              .build());

  private LetterJson() {}

  /** An object of JSON; null if it is none. */
  public static @Nullable JsonNode read(byte[] line) {
    try {
      JsonNode json = JSON.readTree(line);
      return json != null && json.isObject() ? json : null;
    } catch (IOException halfOrTooMuch) {
      return null;
    }
  }
}
