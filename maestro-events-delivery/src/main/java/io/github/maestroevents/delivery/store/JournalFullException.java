package io.github.maestroevents.delivery.store;

import org.jspecify.annotations.Nullable;

/**
 * An {@link EventJournal} has reached its bound, of its own size or of free disk. Nothing was
 * written; the store is sound.
 */
public final class JournalFullException extends JournalException {

  private static final long serialVersionUID = 1L;

  private final boolean forGood;

  public JournalFullException(String message) {
    this(message, null);
  }

  public JournalFullException(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  private JournalFullException(String message, @Nullable Throwable cause, boolean forGood) {
    super(message, cause);
    this.forGood = forGood;
  }

  /**
   * For entries that an empty store would have no room for either: nothing is discarded to make
   * some.
   */
  public static JournalFullException forGood(String message) {
    return new JournalFullException(message, null, true);
  }

  /** Whether the entries would not fit into an empty store either. */
  public boolean isForGood() {
    return forGood;
  }
}
