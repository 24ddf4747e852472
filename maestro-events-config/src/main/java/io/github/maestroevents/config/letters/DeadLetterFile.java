package io.github.maestroevents.config.letters;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.deadletter.DeadLetterSource;
import io.github.maestroevents.delivery.deadletter.JsonLinesDeadLetterFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A {@link JsonLinesDeadLetterFile} whose letters can be read again and sent again by this process:
 * its {@link #source()}. What was sent again is noted in {@code <name>.resent} beside it, which the
 * command line shares. Any thread.
 */
public final class DeadLetterFile implements DeadLetterHandler {

  private final JsonLinesDeadLetterFile file;
  private final DeadLetterSource source;

  private DeadLetterFile(JsonLinesDeadLetterFile file, DeadLetterSource source) {
    this.file = file;
    this.source = source;
  }

  /**
   * Appends to this file, with default bounds; its directory must exist.
   *
   * @throws UncheckedIOException as {@link JsonLinesDeadLetterFile#at(Path)}
   */
  public static DeadLetterFile at(Path file) {
    return at(
        file, JsonLinesDeadLetterFile.DEFAULT_MAX_BYTES, JsonLinesDeadLetterFile.DEFAULT_MAX_FILES);
  }

  /**
   * Appends to this file; its directory must exist.
   *
   * @param maxBytes as {@link JsonLinesDeadLetterFile#at(Path, long, int)}
   * @param maxFiles as there
   * @throws UncheckedIOException as there
   */
  public static DeadLetterFile at(Path file, long maxBytes, int maxFiles) {
    return new DeadLetterFile(
        JsonLinesDeadLetterFile.at(file, maxBytes, maxFiles), new LetterFiles(file, maxFiles));
  }

  @Override
  public void handle(DeadLetter deadLetter) {
    file.handle(deadLetter);
  }

  @Override
  public void sync() {
    file.sync();
  }

  @Override
  public Optional<DeadLetterSource> source() {
    return Optional.of(source);
  }

  @Override
  public void close() {
    file.close();
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
