package io.github.maestroevents;

import org.jspecify.annotations.Nullable;

/**
 * A publisher did not accept an event. The subtype is the verdict: what the caller, who still owns
 * the event, should do with it.
 *
 * <p>Unchecked, because a workflow engine calls {@link MaestroNotificationPublisher#send} from code
 * that knows nothing of it. Messages carry the identity of the event, never its payload.
 */
public abstract sealed class EventDeliveryException extends RuntimeException
    permits RetryableDeliveryException,
        PermanentDeliveryException,
        PublisherOverloadedException,
        PublisherClosedException {

  private static final long serialVersionUID = 1L;

  EventDeliveryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Suppressed exceptions can be added, with a stack trace and without. */
  EventDeliveryException(String message, @Nullable Throwable cause, boolean hasStackTrace) {
    super(message, cause, true, hasStackTrace);
  }
}
