package io.github.maestroevents;

import org.jspecify.annotations.Nullable;

/**
 * The publisher has no room for the event now. It was not accepted; a caller with a retry of its
 * own sends it again later.
 */
public final class PublisherOverloadedException extends EventDeliveryException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception; {@code message} names what, where and what to do. */
  public PublisherOverloadedException(String message) {
    super(message, null);
  }

  /** Creates the exception; {@code message} names what, where and what to do. */
  public PublisherOverloadedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  private PublisherOverloadedException(
      String message, @Nullable Throwable cause, boolean hasStackTrace) {
    super(message, cause, hasStackTrace);
  }

  /**
   * Creates the exception without a stack trace, which costs most of the time it takes to make one:
   * for refusals at a high rate. {@code message} names what, where and what to do.
   */
  public static PublisherOverloadedException withoutStackTrace(String message) {
    return new PublisherOverloadedException(message, null, false);
  }
}
