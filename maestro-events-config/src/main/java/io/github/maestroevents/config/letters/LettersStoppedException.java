package io.github.maestroevents.config.letters;

/** Sending dead letters again stops in the middle; the message says why, and what is left. */
public final class LettersStoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LettersStoppedException(String message) {
    super(message);
  }

  LettersStoppedException(String message, Throwable cause) {
    super(message, cause);
  }
}
