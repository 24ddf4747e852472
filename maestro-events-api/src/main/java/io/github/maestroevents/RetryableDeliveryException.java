package io.github.maestroevents;

import org.jspecify.annotations.Nullable;

/**
 * The event was not accepted, and sending it again later may succeed: a timeout, a broker that is
 * down, a throttled request. The caller still owns the event.
 */
public final class RetryableDeliveryException extends EventDeliveryException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception; {@code message} names what, where and what to do. */
  public RetryableDeliveryException(String message) {
    super(message, null);
  }

  /** Creates the exception; {@code message} names what, where and what to do. */
  public RetryableDeliveryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
