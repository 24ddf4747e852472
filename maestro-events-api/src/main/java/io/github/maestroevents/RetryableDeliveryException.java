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

  private RetryableDeliveryException(
      String message, @Nullable Throwable cause, boolean hasStackTrace) {
    super(message, cause, hasStackTrace);
  }

  /**
   * Creates the exception without a stack trace, which costs most of the time it takes to make one:
   * for refusals at a high rate. {@code message} names what, where and what to do.
   */
  public static RetryableDeliveryException withoutStackTrace(String message) {
    return new RetryableDeliveryException(message, null, false);
  }

  /** As {@link #withoutStackTrace(String)}, with a cause, which keeps the stack trace it has. */
  public static RetryableDeliveryException withoutStackTrace(
      String message, @Nullable Throwable cause) {
    return new RetryableDeliveryException(message, cause, false);
  }
}
