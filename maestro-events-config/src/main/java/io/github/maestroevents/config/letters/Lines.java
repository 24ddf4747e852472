package io.github.maestroevents.config.letters;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Lines, read one after the other as bytes; empty ones are passed over. One line at a time is in
 * memory. Not thread-safe; blocks on whatever it reads.
 */
public final class Lines implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int LEAST_BYTES = 1 << 20;

  /** What a line is read into, and what is made of it, takes many times its length. */
  private static final int MAX_BYTES =
      (int) Math.max(LEAST_BYTES, Math.min(1 << 28, Runtime.getRuntime().maxMemory() / 20));

  private static final ByteArrayOutputStream NOTHING = new ByteArrayOutputStream(0);

  private final String name;
  private final InputStream in;
  private long number;
  private long length;

  /**
   * @param name of what is read, for people
   * @param in closed with this
   */
  public Lines(String name, InputStream in) {
    this.name = name;
    this.in = new BufferedInputStream(in, BUFFER_BYTES);
  }

  /**
   * The next line, without its end; null at the end. Of a line that is too long for the heap of
   * this process nothing is kept: it is empty, and {@link #tooLong} tells of it.
   */
  public byte @Nullable [] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    length = 0;
    int next = in.read();
    while (next >= 0 && (next != '\n' || length == 0)) {
      if (next == '\n') {
        number++;
      } else if (++length <= MAX_BYTES) {
        line.write(next);
      } else {
        line = NOTHING;
      }
      next = in.read();
    }
    if (length == 0) {
      return null;
    }
    number++;
    return line.toByteArray();
  }

  /** That the line that {@link #next} has returned is too long, for people; null if it is not. */
  public @Nullable String tooLong() {
    return length <= MAX_BYTES
        ? null
        : "it has "
            + length
            + " bytes, and "
            + MAX_BYTES
            + " are read with the heap of this process; a larger one (-Xmx) reads more";
  }

  /** The number of the line that {@link #next} has returned, from 1. */
  public long number() {
    return number;
  }

  /** That line, for people. */
  public String place() {
    return name + ", line " + number;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
