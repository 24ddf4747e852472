package io.github.maestroevents.delivery.store;

import org.jspecify.annotations.Nullable;

/**
 * An {@link EventJournal} could not do what it was asked for. The message says what, where and what
 * to do; never a payload.
 */
public sealed class JournalException extends RuntimeException permits JournalFullException {

  private static final long serialVersionUID = 1L;

  public JournalException(String message) {
    super(message);
  }

  public JournalException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
