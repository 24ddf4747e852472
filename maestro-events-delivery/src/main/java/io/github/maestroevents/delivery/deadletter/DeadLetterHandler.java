package io.github.maestroevents.delivery.deadletter;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Takes the events that will not be delivered.
 *
 * <p>A handler that is set on a publisher is <em>owned</em> by it. It may be set on several
 * publishers, such as the destinations of a fan-out: then all of them own it, and the last that
 * ends closes it. A handler that the host closes itself is set as {@link #borrowed()}.
 */
@FunctionalInterface
public interface DeadLetterHandler extends AutoCloseable {

  /**
   * Takes one event over; the engine has counted it as dead-lettered and forgets it.
   *
   * <p>Called on the delivery thread, so it must not block for long: whatever it waits for, the
   * destination's other events wait for too. If it is set on several publishers, it is called on
   * the delivery threads of all of them, also at the same time. What it throws is logged, and so is
   * the identity of the event, which is then given up for good.
   *
   * <p>An event accepted in the very moment in which the publisher ends is handed over on the
   * thread that sent it, perhaps after {@link #close}. The handlers of this library take it all the
   * same: a file is opened once more for it, a publisher that is closed leaves it to the log.
   */
  void handle(DeadLetter deadLetter);

  /**
   * Makes what was handled so far outlive a power cut. Called on the journal thread of a publisher
   * that has a journal, before the journal forgets events that have been handed over here; also at
   * the same time as {@link #handle}. It may block on the disk. If it throws, the journal keeps
   * these events, which is logged, and both are tried again; all other events are forgotten as
   * usual. The default does nothing.
   */
  default void sync() {}

  /**
   * Releases what the handler holds. Called on the delivery thread of the last publisher that owns
   * the handler, when that publisher has been closed, after its last event. Never called for a
   * {@link #borrowed()} handler, nor by a publisher whose build failed. The default does nothing.
   */
  @Override
  default void close() {}

  /**
   * This handler, for publishers that are not to close it: the host closes it, after them. Each
   * letter goes to this handler as it is.
   */
  default DeadLetterHandler borrowed() {
    return new BorrowedDeadLetterHandler(this);
  }

  /**
   * Where what this handler takes can be read again, to be sent again; empty, the default, if
   * nowhere. A handler that wraps another one passes its source on.
   */
  default Optional<DeadLetterSource> source() {
    return Optional.empty();
  }

  /**
   * Logs the identity and the cause of each event at WARN, never its payload. The default. If the
   * host has no logging, the first dead letter says so once on {@code System.err}.
   */
  static DeadLetterHandler logging() {
    return LoggingDeadLetterHandler.INSTANCE;
  }

  /** Appends each event to a file, see {@link JsonLinesDeadLetterFile}. */
  static DeadLetterHandler toFile(Path file) {
    return JsonLinesDeadLetterFile.at(file);
  }
}
