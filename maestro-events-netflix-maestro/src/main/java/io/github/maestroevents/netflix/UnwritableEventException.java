package io.github.maestroevents.netflix;

/** The server's event cannot be written as JSON, now or ever. */
final class UnwritableEventException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnwritableEventException(Throwable cause) {
    super("The event cannot be written as JSON", cause);
  }
}
