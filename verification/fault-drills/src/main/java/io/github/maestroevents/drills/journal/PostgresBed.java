package io.github.maestroevents.drills.journal;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/** A real PostgreSQL that can be restarted with its data, on the same port. */
final class PostgresBed implements AutoCloseable {

  private static final Duration START_DEADLINE = Duration.ofSeconds(90);

  private final Path data;
  private final int port;
  private EmbeddedPostgres server;

  private PostgresBed(Path data, EmbeddedPostgres server) {
    this.data = data;
    this.server = server;
    this.port = server.getPort();
  }

  static PostgresBed start(Path data) {
    try {
      return new PostgresBed(data, builder(data).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EmbeddedPostgres.Builder builder(Path data) {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setPGStartupWait(START_DEADLINE);
  }

  /** Ends every connection, and starts again. */
  void restart() {
    try {
      server.close();
      server = builder(data).setPort(port).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres&connectTimeout=5";
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
