package io.github.maestroevents.noop;

import io.github.maestroevents.spi.LogText;
import org.jspecify.annotations.Nullable;

/** {@code key=value} pairs on one line; what is null is left out. Confined to one thread. */
final class KeyValues {

  private static final int USUAL_LENGTH = 320;

  private final StringBuilder line = new StringBuilder(USUAL_LENGTH);

  /** {@code key} is a word of ours; {@code value} may hold anything. */
  KeyValues add(String key, @Nullable String value) {
    if (value != null) {
      begin(key).append(LogText.isPlain(value) ? value : LogText.quoted(value));
    }
    return this;
  }

  KeyValues add(String key, long value) {
    begin(key).append(value);
    return this;
  }

  private StringBuilder begin(String key) {
    if (line.length() > 0) {
      line.append(' ');
    }
    return line.append(key).append('=');
  }

  @Override
  public String toString() {
    return line.toString();
  }
}
