package io.github.maestroevents.sqs;

/** An event that never will be a message; says why, as the end of a sentence. */
final class UnsendableEventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnsendableEventException(String why) {
    super(why);
  }
}
