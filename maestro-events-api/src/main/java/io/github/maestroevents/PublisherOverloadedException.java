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
}
