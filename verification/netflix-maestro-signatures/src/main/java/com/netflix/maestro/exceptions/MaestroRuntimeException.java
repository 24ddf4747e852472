package com.netflix.maestro.exceptions;

/** What the server's own exceptions have in common. */
public class MaestroRuntimeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public MaestroRuntimeException(String message, Throwable cause) {
    super("INTERNAL_ERROR - " + message, cause);
  }

  MaestroRuntimeException(String message) {
    super(message);
  }
}
