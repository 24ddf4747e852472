package io.github.maestroevents.webhook.internal.message;

/** An event that never will be a request; the message says why, without its contents. */
public final class UnsendableEventException extends Exception {

  private static final long serialVersionUID = 1L;

  UnsendableEventException(String message) {
    super(message);
  }
}
