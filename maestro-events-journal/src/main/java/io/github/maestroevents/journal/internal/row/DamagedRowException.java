package io.github.maestroevents.journal.internal.row;

/** A row is not what was stored; the message says how that shows, and quotes nothing of it. */
public final class DamagedRowException extends Exception {

  private static final long serialVersionUID = 1L;

  DamagedRowException(String message) {
    super(message);
  }
}
