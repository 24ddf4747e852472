package io.github.maestroevents.status.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/**
 * Writes a text in pieces of {@value #BYTES} bytes, each of which a reader has five seconds to
 * take: so a slow phone gets all of it, and whoever does not read loses the connection.
 */
public final class Pieces {

  static final int BYTES = 16_384;
  static final Duration LIMIT = Duration.ofSeconds(5);

  private Pieces() {}

  /** On a thread of the server, which is interrupted when a piece is overdue. */
  public static void write(String text, OutputStream out, ServerThreads threads)
      throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    for (int from = 0; from < bytes.length; from += BYTES) {
      threads.mayTake(LIMIT);
      out.write(bytes, from, Math.min(BYTES, bytes.length - from));
      out.flush();
    }
  }
}
