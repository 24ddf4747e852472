package io.github.maestroevents.delivery.store;

import org.jspecify.annotations.Nullable;

/**
 * An {@link EventJournal} has reached its bound, of its own size or of free disk. Nothing was
 * written; the store is sound.
 */
public final class JournalFullException extends JournalException {

  private static final long serialVersionUID = 1L;

  public JournalFullException(String message) {
    super(message);
  }

  public JournalFullException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
