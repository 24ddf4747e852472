package com.netflix.maestro.exceptions;

/** The server tries again, as it does after any exception but two. */
public class MaestroRetryableError extends MaestroRuntimeException {
  private static final long serialVersionUID = 1;

  @SuppressWarnings("AnnotateFormatMethod") // the signature is not ours
  public MaestroRetryableError(String template, Object... args) {
    super(String.format(template, args));
  }

  public MaestroRetryableError(Throwable cause, String message) {
    super(message, cause);
  }
}
