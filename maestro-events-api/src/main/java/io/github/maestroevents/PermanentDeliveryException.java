package io.github.maestroevents;

import org.jspecify.annotations.Nullable;

/**
 * The event will never be accepted by this publisher, however often it is sent: too large, not
 * encodable, not allowed. The caller still owns the event and should set it aside.
 */
public final class PermanentDeliveryException extends EventDeliveryException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception; {@code message} names what, where and what to do. */
  public PermanentDeliveryException(String message) {
    super(message, null);
  }

  /** Creates the exception; {@code message} names what, where and what to do. */
  public PermanentDeliveryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
