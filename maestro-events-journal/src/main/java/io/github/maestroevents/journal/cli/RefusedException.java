package io.github.maestroevents.journal.cli;

/** The command cannot be run now, for a reason outside of it; the message says which. */
final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }

  RefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
