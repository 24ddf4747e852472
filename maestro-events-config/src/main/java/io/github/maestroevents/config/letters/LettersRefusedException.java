package io.github.maestroevents.config.letters;

/**
 * Dead letters, or the notes on them, cannot be used now; the message says why. Nothing was done.
 */
public final class LettersRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LettersRefusedException(String message) {
    super(message);
  }

  LettersRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
