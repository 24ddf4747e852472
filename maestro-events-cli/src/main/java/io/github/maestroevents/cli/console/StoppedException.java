package io.github.maestroevents.cli.console;

/** The command stops in the middle; the message says why, and what is left. */
public final class StoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StoppedException(String message, Throwable cause) {
    super(message, cause);
  }
}
