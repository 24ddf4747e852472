package io.github.maestroevents.delivery.deadletter;

/**
 * Where dead letters can be read again, to be sent again. A {@link DeadLetterHandler} that keeps
 * them so has one. Any thread; each call may block on a disk, and throws a {@code RuntimeException}
 * with a message for people if that fails.
 */
public interface DeadLetterSource {

  /** Opens them to look only. */
  DeadLetterReading look();

  /**
   * Opens them to send them again. Nobody else can, in any process, until the reading is closed.
   *
   * @throws RuntimeException if somebody else does so now; the message says it
   */
  DeadLetterReading take();
}
