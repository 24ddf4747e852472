package io.github.maestroevents.cli.console;

import io.github.maestroevents.spi.LogText;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Lines in UTF-8 to a file or a pipe. Whatever cannot be written ends the command, by an {@link
 * OutputLostException}. Not thread-safe.
 */
public final class LineOutput implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final OutputStream out;

  public LineOutput(OutputStream out) {
    this.out = new BufferedOutputStream(out, BUFFER_BYTES);
  }

  /**
   * A line; on its way at the latest with the next {@link #flush}. What would break it, hide, or
   * turn it around is escaped as JSON does it, so that JSON means the same.
   */
  public void line(String text) {
    try {
      out.write(shown(text).getBytes(StandardCharsets.UTF_8));
      out.write('\n');
    } catch (IOException e) {
      throw new OutputLostException(e);
    }
  }

  private static String shown(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return LogText.bounded(text, Integer.MAX_VALUE);
      }
    }
    return text;
  }

  /** Makes sure that all lines have arrived with whoever reads them. */
  public void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw new OutputLostException(e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new OutputLostException(e);
    }
  }
}
