package io.github.maestroevents.delivery.deadletter;

import java.nio.file.Path;

/** Takes the events that will not be delivered. */
@FunctionalInterface
public interface DeadLetterHandler extends AutoCloseable {

  /**
   * Takes one event over; the engine has counted it as dead-lettered and forgets it.
   *
   * <p>Called on the delivery thread, so it must not block: whatever it waits for, the
   * destination's other events wait for too. (An event accepted in the very moment in which the
   * publisher ends is handed over on the thread that sent it, perhaps after {@link #close}.) What
   * it throws is logged with the identity of the event and ignored.
   */
  void handle(DeadLetter deadLetter);

  /**
   * Releases what the handler holds. Called on the delivery thread when the publisher has been
   * closed, after the last event. The default does nothing.
   */
  @Override
  default void close() {}

  /** Logs the identity and the cause of each event at WARN, never its payload. The default. */
  static DeadLetterHandler logging() {
    return LoggingDeadLetterHandler.INSTANCE;
  }

  /** Appends each event to a file, see {@link JsonLinesDeadLetterFile}. */
  static DeadLetterHandler toFile(Path file) {
    return JsonLinesDeadLetterFile.at(file);
  }
}
