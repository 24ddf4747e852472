package io.github.maestroevents.sqs.internal.message;

/** An event that never will be a message; says why, as the end of a sentence. */
public final class UnsendableEventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnsendableEventException(String why) {
    super(why);
  }
}
