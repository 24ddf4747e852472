package io.github.maestroevents.delivery.deadletter;

import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters, read one after the other, the oldest first: those that were there when the reading
 * began. One is in memory at a time. Not thread-safe; each call may block on a disk, and throws a
 * {@code RuntimeException} with a message for people if that fails.
 */
public interface DeadLetterReading extends AutoCloseable {

  /** The next one; null at the end. What is no letter is passed over. */
  @Nullable KeptDeadLetter next();

  /** How many were passed over so far, since they cannot be read. */
  long unreadable();

  /**
   * Notes that letters have been sent again; on return that is on disk. Only of a reading that was
   * {@link DeadLetterSource#take() taken}.
   *
   * @param letters that {@link #next} has returned
   * @param time when they were sent
   */
  void sentAgain(Collection<? extends KeptDeadLetter> letters, Instant time);

  @Override
  void close();
}
