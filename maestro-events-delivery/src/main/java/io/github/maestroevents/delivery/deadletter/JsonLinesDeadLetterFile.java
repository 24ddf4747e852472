package io.github.maestroevents.delivery.deadletter;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.internal.limits.Checks;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.json.MaestroEventJson;
import io.github.maestroevents.spi.LogText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file of dead letters, one JSON object a line: identity, reason, history and the event itself,
 * so that they can be read by people and sent again by programs. Readable by its owner alone (mode
 * 0600 where the file system knows modes). An {@code OpaqueMaestroEvent}, whose JSON nobody has
 * checked, stands as text in {@code event_text} instead of {@code event}.
 *
 * <p>When a line would make the file larger than its bound, the file is renamed to {@code
 * <name>.1}, its predecessor to {@code <name>.2} and so on; the oldest beyond the bound on files is
 * deleted, which is logged. Together they never take more than {@code maxBytes} times {@code
 * maxFiles}.
 *
 * <p>Written on the delivery thread, unbuffered and not forced to disk: a line survives the
 * process, not a power cut. When writing fails, the dead letter is logged instead.
 */
public final class JsonLinesDeadLetterFile implements DeadLetterHandler {

  /** The largest size of one file, unless set otherwise: {@value} bytes. */
  public static final long DEFAULT_MAX_BYTES = 64L << 20;

  /** Files kept, the current one included, unless set otherwise: {@value}. */
  public static final int DEFAULT_MAX_FILES = 4;

  private final RotatingFile file;

  private JsonLinesDeadLetterFile(RotatingFile file) {
    this.file = file;
  }

  /** Appends to this file, with default bounds; its directory must exist. */
  public static JsonLinesDeadLetterFile at(Path file) {
    return at(file, DEFAULT_MAX_BYTES, DEFAULT_MAX_FILES);
  }

  /**
   * Appends to this file; its directory must exist.
   *
   * @param maxBytes the largest size of one file, at least 1024; a single longer line still gets a
   *     file of its own
   * @param maxFiles files kept, the current one included, from 1 to 1000
   * @throws UncheckedIOException if the file cannot be opened
   */
  public static JsonLinesDeadLetterFile at(Path file, long maxBytes, int maxFiles) {
    requireNonNull(file, "file");
    Checks.range("maxBytes", maxBytes, 1024, Long.MAX_VALUE);
    Checks.range("maxFiles", maxFiles, 1, 1000);
    try {
      return new JsonLinesDeadLetterFile(RotatingFile.open(file, maxBytes, maxFiles));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot open the dead-letter file " + file, e);
    }
  }

  @Override
  public synchronized void handle(DeadLetter deadLetter) {
    try {
      file.append(line(deadLetter).getBytes(StandardCharsets.UTF_8));
    } catch (IOException | RuntimeException e) {
      DeadLetterHandler.logging().handle(deadLetter);
      throw new IllegalStateException("Cannot write to the dead-letter file " + file, e);
    }
  }

  private static String line(DeadLetter deadLetter) {
    JsonLine line =
        new JsonLine()
            .text("id", deadLetter.id() == null ? null : deadLetter.id().value())
            .text("type", deadLetter.event().wireType())
            .text("workflow_id", deadLetter.event().workflowId())
            .text("destination", deadLetter.destination())
            .text("reason", deadLetter.reason().name())
            .text("cause", LogText.of(deadLetter.cause()))
            .number("attempts", deadLetter.attempts())
            .text(
                "first_attempt",
                deadLetter.firstAttempt() == null ? null : deadLetter.firstAttempt().toString())
            .text("time", deadLetter.time().toString());
    String event = eventJson(deadLetter.event());
    return deadLetter.event() instanceof OpaqueMaestroEvent
        ? line.text("event_text", event).end() // a host's own JSON, which nobody has checked
        : line.json("event", event).end();
  }

  /** The event as it would have been delivered; null if it is what cannot be encoded. */
  private static @Nullable String eventJson(MaestroEvent event) {
    try {
      return new String(MaestroEventJson.write(event), StandardCharsets.UTF_8);
    } catch (RuntimeException notEncodable) {
      return null;
    }
  }

  @Override
  public synchronized void close() {
    file.close();
  }

  @Override
  public String toString() {
    return "file " + file;
  }
}
