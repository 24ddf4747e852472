package io.github.maestroevents.delivery.deadletter;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.internal.limits.Checks;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.SafeLogger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file of dead letters, one JSON object a line: identity, reason, history, ordering key,
 * attributes and the event itself, so that they can be read by people and sent again by programs.
 * The event stands in {@code event}. An {@code OpaqueMaestroEvent}, whose JSON nobody has checked,
 * stands as text in {@code event_text} instead, and so does the body of a {@code HostEvent}, with
 * its {@code content_type}, and any event with characters in it that hide, or turn text around: in
 * texts such characters are escaped. What is no text in UTF-8 stands in {@code event_base64}.
 *
 * <p>A file that does not exist is made for its owner alone (mode 0600 where the file system knows
 * modes). A file that exists must be this user's own, under one name, and no link; it keeps its
 * mode. If others may read it, a line in the log says so.
 *
 * <p>When a line would make the file larger than its bound, the file is renamed to {@code
 * <name>.1}, its predecessor to {@code <name>.2} and so on; the oldest beyond the bound on files is
 * deleted, which is logged. Together they take no more than {@code maxBytes} times {@code
 * maxFiles}, unless the files cannot be renamed: then the file grows on, which is logged too.
 *
 * <p>Others may move, remove or truncate the file at any time, such as {@code logrotate} or a
 * person: the next line goes to a new file, or behind what is left. A last line that is not whole,
 * since a process died while it wrote, gets a line break first.
 *
 * <p>Any thread. Written on the delivery thread and unbuffered, so a line survives the process. It
 * survives a power cut too if the publisher has a journal: the journal keeps an event until {@link
 * #sync} has forced its line to the disk. When writing fails, nothing of the line is left in the
 * file, the dead letter is logged instead, and the next one is tried again. An interrupt changes
 * nothing. After {@link #close} each line opens the file for itself.
 */
public final class JsonLinesDeadLetterFile implements DeadLetterHandler {

  /** The largest size of one file, unless set otherwise: {@value} bytes. */
  public static final long DEFAULT_MAX_BYTES = 64L << 20;

  /** Files kept, the current one included, unless set otherwise: {@value}. */
  public static final int DEFAULT_MAX_FILES = 4;

  private static final SafeLogger LOG = SafeLogger.of(JsonLinesDeadLetterFile.class);

  private final RotatingFile file;

  /** One sync at a time: who finds nothing to sync must know that no other is still at it. */
  private final Object syncing = new Object();

  /** Whether the last letter could not be written. */
  private boolean fails;

  private JsonLinesDeadLetterFile(RotatingFile file) {
    this.file = file;
  }

  /**
   * Appends to this file, with default bounds; its directory must exist.
   *
   * @throws UncheckedIOException if the file cannot be opened, or is no regular file of this user's
   */
  public static JsonLinesDeadLetterFile at(Path file) {
    return at(file, DEFAULT_MAX_BYTES, DEFAULT_MAX_FILES);
  }

  /**
   * Appends to this file; its directory must exist.
   *
   * @param maxBytes the largest size of one file, at least 1024; a single longer line still gets a
   *     file of its own
   * @param maxFiles files kept, the current one included, from 1 to 1000
   * @throws UncheckedIOException if the file cannot be opened, or is no regular file of this user's
   */
  public static JsonLinesDeadLetterFile at(Path file, long maxBytes, int maxFiles) {
    requireNonNull(file, "file");
    Checks.range("maxBytes", maxBytes, 1024, Long.MAX_VALUE);
    Checks.range("maxFiles", maxFiles, 1, 1000);
    if (file.getFileSystem() != FileSystems.getDefault()) {
      throw new IllegalArgumentException(
          "file must be on the machine's own file system, but is " + file.toUri());
    }
    try {
      return new JsonLinesDeadLetterFile(RotatingFile.open(file, maxBytes, maxFiles));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot open the dead-letter file " + file + ": " + LogText.of(e), e);
    }
  }

  @Override
  public synchronized void handle(DeadLetter deadLetter) {
    try {
      file.append(line(deadLetter));
      endOfTrouble();
    } catch (Throwable thrown) { // whatever it is, the letter must not be lost
      DeadLetterHandler.logging().handle(deadLetter);
      trouble(thrown);
    }
  }

  /** Nobody who hands over a letter waits for the disk meanwhile. */
  @Override
  public void sync() {
    synchronized (syncing) {
      syncAll();
    }
  }

  private void syncAll() {
    boolean rotated = true;
    while (rotated) { // what has got another name meanwhile may have been missed
      UnsyncedFiles unsynced;
      synchronized (this) {
        unsynced = file.takeUnsynced();
      }
      boolean synced = false;
      try {
        unsynced.sync();
        synced = true;
      } catch (IOException e) {
        throw new UncheckedIOException(
            "Cannot force the dead letters in " + file + " to the disk: " + LogText.of(e), e);
      } finally {
        rotated = end(unsynced, synced);
      }
    }
  }

  private synchronized boolean end(UnsyncedFiles unsynced, boolean synced) {
    if (!synced || file.hasRotated()) {
      file.giveBack(unsynced);
    }
    return synced && file.hasRotated();
  }

  private void trouble(Throwable thrown) {
    if (!fails) {
      fails = true;
      LOG.warn(
          "Cannot write to the dead-letter file {}, so dead letters are logged: {}",
          file,
          LogText.of(thrown));
    }
  }

  private void endOfTrouble() {
    if (fails) {
      fails = false;
      LOG.info("The dead-letter file {} can be written again", file);
    }
  }

  private static JsonLine line(DeadLetter deadLetter) {
    JsonLine line =
        new JsonLine()
            .text("id", deadLetter.id() == null ? null : deadLetter.id().value())
            .text("type", deadLetter.event().wireType())
            .text("workflow_id", deadLetter.event().workflowId())
            .text("ordering_key", deadLetter.orderingKey())
            .text("destination", deadLetter.destination())
            .text("reason", deadLetter.reason().name())
            .text("cause", LogText.of(deadLetter.cause()))
            .number("attempts", deadLetter.attempts())
            .text(
                "first_attempt",
                deadLetter.firstAttempt() == null ? null : deadLetter.firstAttempt().toString())
            .text("time", deadLetter.time().toString())
            .texts("attributes", attributes(deadLetter));
    return DeadLetterBody.add(deadLetter.event(), line);
  }

  /** A host's own event is nothing without them, also where it was never encoded. */
  private static Map<String, String> attributes(DeadLetter deadLetter) {
    if (!(deadLetter.event() instanceof HostEvent hosts)
        || deadLetter.attributes().containsKey("specversion")) {
      return deadLetter.attributes();
    }
    Map<String, String> all = new LinkedHashMap<>(EncodedEvent.of(hosts).attributes());
    all.putAll(deadLetter.attributes());
    return all;
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
