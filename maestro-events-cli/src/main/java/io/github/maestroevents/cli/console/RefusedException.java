package io.github.maestroevents.cli.console;

/** The command cannot be run now, for a reason outside of it; the message says which. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public RefusedException(String message) {
    super(message);
  }

  public RefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
