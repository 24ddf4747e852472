package com.netflix.maestro.exceptions;

/** The server gives the message up when it sees this from its second queue. */
public class MaestroInternalError extends MaestroRuntimeException {
  private static final long serialVersionUID = 1;

  @SuppressWarnings("AnnotateFormatMethod") // the signature is not ours
  public MaestroInternalError(String template, Object... args) {
    super(String.format(template, args));
  }

  public MaestroInternalError(Throwable cause, String message) {
    super(message, cause);
  }
}
