package io.github.maestroevents.config.letters;

/** A line holds no event that could be sent; the message says why, and quotes nothing of it. */
public final class NoEventException extends Exception {

  private static final long serialVersionUID = 1L;

  public NoEventException(String message) {
    super(message);
  }
}
