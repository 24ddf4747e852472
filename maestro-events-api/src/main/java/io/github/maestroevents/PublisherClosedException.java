package io.github.maestroevents;

import org.jspecify.annotations.Nullable;

/** The publisher has been closed and accepts nothing any more. The caller still owns the event. */
public final class PublisherClosedException extends EventDeliveryException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception; {@code message} names what, where and what to do. */
  public PublisherClosedException(String message) {
    super(message, null);
  }

  /** Creates the exception; {@code message} names what, where and what to do. */
  public PublisherClosedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  private PublisherClosedException(
      String message, @Nullable Throwable cause, boolean hasStackTrace) {
    super(message, cause, hasStackTrace);
  }

  /**
   * Creates the exception without a stack trace, which costs most of the time it takes to make one:
   * for refusals at a high rate. {@code message} names what, where and what to do.
   */
  public static PublisherClosedException withoutStackTrace(String message) {
    return new PublisherClosedException(message, null, false);
  }
}
